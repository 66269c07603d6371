// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/html.h"

#include <string>

#include <gtest/gtest.h>

#include "harness/agent/charset.h"
#include "harness/agent/html_limits.h"
#include "harness/testing/tight_buffer.h"

namespace oauthspec::agent {
namespace {

Page read(std::string_view html) {
  return parse_page(testing::TightBuffer(html).view());
}

TEST(Page, HasItsParts) {
  const Page page =
      read(R"(<!doctype html><title> Sign in </title><base href="/x/"><base href="/y/">
    <body onload="document.forms[0].submit();"><h1>Hello,  <b>you</b></h1><p>one<p>two<br>three
    <script>var hidden = "text";</script><style>b{}</style><!-- comment --><p hidden>unseen</p>
    <a href="a" id="l" title="more">Go <i>on</i></a><a name="no">x</a><template><a href="t">T</a></template>)");
  EXPECT_EQ(page.title, " Sign in ");
  EXPECT_EQ(page.base_href, "/x/");
  EXPECT_EQ(page.text, "Hello, you\none\ntwo\nthree\nGo onx");
  ASSERT_EQ(page.links.size(), 1U);
  EXPECT_EQ(page.links[0].href, "a");
  EXPECT_EQ(page.links[0].text, "Go on more");
  EXPECT_TRUE(page.submits_itself());
  EXPECT_FALSE(page.truncated);
}

TEST(Page, HasFormsWithTheirFields) {
  const Page page = read(R"(<form action=" go " METHOD=Post enctype=multipart/form-data id=f>
    <label for=u>Your name</label><input id=u name=user autocomplete=USERNAME required>
    <label>Password <input name=pw TYPE=PASSWORD placeholder=Secret></label>
    <input type=hidden name=csrf value="a&amp;b"><input type=checkbox name=c checked><input type=radio name=r value=1>
    <select name=s><option>A<option value=b selected>B<optgroup disabled><option>C</select>
    <textarea name=t>
line</textarea><input type=strange name=x readonly value=PIN>
    <button name=b value=1>Log <b>in</b></button><button type=button>no</button><input type=image alt=Go></form>)");
  ASSERT_EQ(page.forms.size(), 1U);
  const Form& form = page.forms[0];
  EXPECT_EQ(form.action, " go ");
  EXPECT_EQ(form.method, "post");
  EXPECT_EQ(form.enctype, "multipart/form-data");
  ASSERT_EQ(form.controls.size(), 11U);
  EXPECT_EQ(form.controls[0].label, "Your name");
  EXPECT_EQ(form.controls[0].autocomplete, "username");
  EXPECT_TRUE(form.controls[0].required);
  EXPECT_EQ(form.controls[1].type, "password");
  EXPECT_EQ(form.controls[1].label, "Password Secret");
  EXPECT_EQ(form.controls[2].value, "a&b");
  EXPECT_TRUE(form.controls[3].checked);
  EXPECT_EQ(form.controls[3].value, "on");
  EXPECT_EQ(form.controls[4].value, "1");
  ASSERT_EQ(form.controls[5].options.size(), 3U);
  EXPECT_EQ(form.controls[5].options[0].value, "A");
  EXPECT_TRUE(form.controls[5].options[1].selected);
  EXPECT_TRUE(form.controls[5].options[2].disabled);
  EXPECT_EQ(form.controls[6].value, "line");
  EXPECT_EQ(form.controls[7].type, "text");
  EXPECT_EQ(form.controls[7].read_only_text, "PIN");
  EXPECT_EQ(form.controls[8].label, "Log in");
  EXPECT_EQ(form.controls[8].type, "submit");
  EXPECT_EQ(form.controls[9].type, "button");
  EXPECT_EQ(form.controls[10].label, "Go");
}

TEST(Page, GivesControlsToTheirOwners) {
  const Page page = read(R"(<form id=a><input name=in></form><form id=b></form>
    <input name=outside><input name=named form=b><form id=c><input name=away form=b><input name=lost form=nobody></form>)");
  ASSERT_EQ(page.forms.size(), 3U);
  EXPECT_EQ(page.forms[0].controls.size(), 1U);
  ASSERT_EQ(page.forms[1].controls.size(), 2U);
  EXPECT_EQ(page.forms[1].controls[0].name, "named");
  EXPECT_EQ(page.forms[1].controls[1].name, "away");
  EXPECT_TRUE(page.forms[2].controls.empty());
}

// The parser closes a form in a table at once, and its fields are the form's all the same.
TEST(Page, FindsFieldsOfAFormThatATableTearsApart) {
  const Page page = read(R"(<table><form action=x method=post><tr><td><input name=user></td></tr>
    <tr><td><input type=password name=pw><input type=submit></form></table>)");
  ASSERT_EQ(page.forms.size(), 1U);
  EXPECT_EQ(page.forms[0].controls.size(), 3U);
}

// HTML 13.2.5.33: the second is left out, and has nothing to do with the next.
TEST(Page, LeavesOutAnAttributeThatStandsTwice) {
  const Page page = read("<form a a ction=x>");
  ASSERT_EQ(page.forms.size(), 1U);
  EXPECT_EQ(page.forms[0].action, std::nullopt);
  const Page twice = read("<form method=post method=get action=y action=z>");
  ASSERT_EQ(twice.forms.size(), 1U);
  EXPECT_EQ(twice.forms[0].action, "y");
  EXPECT_EQ(twice.forms[0].method, "post");
}

TEST(Page, KnowsDisabledFieldsetsAndNoscript) {
  const Page page =
      read(R"(<form><fieldset disabled><input name=a></fieldset><input name=b disabled>
    <noscript><button>Continue</button></noscript></form>)");
  ASSERT_EQ(page.forms.size(), 1U);
  ASSERT_EQ(page.forms[0].controls.size(), 3U);
  EXPECT_TRUE(page.forms[0].controls[0].disabled);
  EXPECT_TRUE(page.forms[0].controls[1].disabled);
  EXPECT_TRUE(page.forms[0].controls[2].in_noscript);
}

TEST(Page, IsReadHoweverBroken) {
  for (const char* html : {"",
                           "<",
                           "</",
                           "<form",
                           "<form><input name=\"",
                           "<!--",
                           "<![CDATA[",
                           "<a href=",
                           "<svg><form></svg>",
                           "<form><form><form>",
                           "</form></form>",
                           "<select><input name=a>",
                           "<table><td><form><input></table>",
                           "<option><select>",
                           "&#xFFFFFFFF;",
                           "\xFF\xFE\x80",
                           "<textarea>",
                           "<script>",
                           "<frameset><form>",
                           "<template><form><input></template>",
                           "<input form=x>",
                           "<label for=>x</label><input id=>"}) {
    const Page page = read(html);
    EXPECT_FALSE(page.truncated) << html;
  }
  EXPECT_EQ(read(std::string_view("<p>a\0b</p>", 10)).text, "ab");
}

TEST(Page, HoldsWhatStandsApart) {
  const Page page =
      read("<p class='pin-code'>73 45</p><div id=Oauth_Pin><code>7345</code></div><h2>Hi</h2>");
  ASSERT_EQ(page.marked.size(), 3U);
  EXPECT_EQ(page.marked[0].text, "7345");
  EXPECT_EQ(page.marked[0].names, "oauth_pin ");
  EXPECT_EQ(page.marked[2].text, "Hi");
}

std::string repeated(std::string_view piece, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += piece;
  return out;
}

// Each of these costs a parser without bounds its stack, its memory or the square of the page's size.
TEST(Page, HasBounds) {
  const std::string many_attributes = "<a " + [] {
    std::string out;
    for (int i = 0; i < 300; ++i) out += "a" + std::to_string(i) + "=\">\" ";
    return out;
  }() + ">";
  const std::string start = "<title>T</title>";
  for (const std::string& html :
       {repeated("<div>", 300'000), repeated("<div></b>", 300'000), repeated("<b><p>", 100'000),
        repeated("<table><td>", 100'000), many_attributes, repeated("<label>x", 30'000),
        repeated("<form><input form=a>", 30'000), repeated(std::string(10'000, 'a'), 10'000),
        repeated("</x>", 300'000), repeated("<a>", 30'000), repeated("<select><option>", 30'000)}) {
    const Page page = parse_page(start + html);
    EXPECT_TRUE(page.truncated) << html.substr(0, 40);
    EXPECT_EQ(page.title, "T") << html.substr(0, 40);
  }
}

// Each paragraph takes up all the formatting elements before it again, with their attributes: gigabytes for a small page.
TEST(Page, IsGivenUpWhereItsTreeIsTooLarge) {
  std::string html = "<title>T</title><p>";
  for (int i = 0; i < 200; ++i)
    html += "<b x" + std::to_string(i) + "='" + std::string(5000, 'y') + "'>";
  html += repeated("</p><p>x", 8'000);
  const Page page = parse_page(html);
  EXPECT_TRUE(page.truncated);
  EXPECT_TRUE(page.forms.empty());
  EXPECT_EQ(parse_page("<title>next</title>").title, "next");
}

TEST(ParseableSize, CountsTagsAndAttributesWhereverTheyStand) {
  EXPECT_EQ(parseable_size("<p>x</p>"), 8U);
  EXPECT_EQ(parseable_size(repeated("<!-- <p> -->", kMostTags)), 12 * kMostTags);
  EXPECT_EQ(parseable_size(repeated("< 3 <<", 2 * kMostTags)), 12 * kMostTags);
  EXPECT_EQ(parseable_size(repeated("</p>", kMostTags + 1)), 4 * kMostTags);
  EXPECT_EQ(parseable_size("<a " + repeated("b=\"'>\" ", kMostAttributes) + ">"),
            4 + 7 * kMostAttributes);
  EXPECT_EQ(parseable_size("<p><a " + repeated("b= '\"' ", kMostAttributes) + "c>"), 3U);
  EXPECT_EQ(parseable_size("<p><a/" + repeated("b/", kMostAttributes + 1) + ">"), 3U);
  EXPECT_EQ(parseable_size(std::string(2 * kMostPageOctets, ' ')), kMostPageOctets);
}

TEST(Refresh, IsReadInItsForms) {
  const auto read = [](std::string_view text) { return parse_refresh(text).value_or(Refresh{}); };
  const auto url = [&](std::string_view text) { return read(text).url; };
  EXPECT_EQ(url("0;url=/a"), "/a");
  EXPECT_EQ(url(" 5 ; URL = '/a b' x"), "/a b");
  EXPECT_EQ(url("0.5, /a"), "/a");
  EXPECT_EQ(url("0 /a"), "/a");
  EXPECT_EQ(url("3"), "");
  EXPECT_EQ(url("0; urlencoded"), "urlencoded");
  EXPECT_EQ(read("7;url=x").seconds, 7U);
  EXPECT_EQ(read("99999999999999999999").seconds, 100'000'000U);
  for (const char* text : {"", "x", "-1;url=/", "url=/a", "5x"})
    EXPECT_FALSE(parse_refresh(text)) << text;
}

TEST(Charset, IsToldByMarkHeaderOrMeta) {
  EXPECT_EQ(to_utf8("\xEF\xBB\xBFx", "text/html; charset=iso-8859-1"), "x");
  EXPECT_EQ(to_utf8("\xE4\x80", "text/html; Charset=\"ISO-8859-1\""), "\u00e4\u20ac");
  EXPECT_EQ(to_utf8("<meta charset=windows-1252>\xFC", ""), "<meta charset=windows-1252>\u00fc");
  EXPECT_EQ(to_utf8("<META http-equiv=x content='text/html; charset=latin1'>\xFC", "text/html"),
            "<META http-equiv=x content='text/html; charset=latin1'>\u00fc");
  EXPECT_EQ(to_utf8("\u00fc<meta charset=latin1>", "text/html;charset=UTF-8"),
            "\u00fc<meta charset=latin1>");
  EXPECT_EQ(to_utf8(std::string_view("\xFF\xFE<\0\xE4\0\x3D\xD8\x00\xDE\x00\xD8", 12), ""),
            "<\u00e4\U0001F600\uFFFD");
  EXPECT_EQ(to_utf8(std::string_view("\xFE\xFF\0<\x20\xAC\x01", 7), ""), "<\u20ac");
}

}  // namespace
}  // namespace oauthspec::agent
