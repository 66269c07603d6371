// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/form.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace oauthspec::agent {
namespace {

using oauth::message::find_header;
using oauth::message::Parameters;

constexpr std::string_view kUrl = "https://as.example/a/login?x=1#f";

std::string data_of(std::string_view html, std::optional<std::size_t> button = std::nullopt) {
  const Page page = parse_page(html);
  return oauth::message::write_form(form_data(page.forms.at(0), button));
}

/// The request of the first form, sent by its default button.
oauth::message::Request request_of(std::string_view html) {
  const Page page = parse_page(html);
  const Form& form = page.forms.at(0);
  auto request = submission(page, form, default_button(form), kUrl);
  return request ? *request : oauth::message::Request{"none", request.error(), {}, {}};
}

TEST(FormData, HoldsSuccessfulControlsOnly) {
  EXPECT_EQ(data_of("<form><input name=a value=1><input value=nameless><input name=off disabled>"
                    "<input type=checkbox name=c1><input type=checkbox name=c2 checked>"
                    "<input type=radio name=r value=x><input type=radio name=r value=y checked>"
                    "<input type=hidden name=h value=''><input type=reset name=n value=1>"
                    "<input type=button name=n2 value=1><input type=file name=f><textarea "
                    "name=t>z</textarea>"),
            "a=1&c2=on&r=y&h=&f=&t=z");
}

TEST(FormData, HoldsThePressedButtonInItsPlace) {
  const char* html =
      "<form><input name=a><button name=b value=1>x</button><input type=submit name=c value=2>"
      "<input type=image name=i><input type=image><input type=submit value=nameless>";
  EXPECT_EQ(data_of(html), "a=");
  EXPECT_EQ(data_of(html, 1), "a=&b=1");
  EXPECT_EQ(data_of(html, 2), "a=&c=2");
  EXPECT_EQ(data_of(html, 3), "a=&i.x=0&i.y=0");
  EXPECT_EQ(data_of(html, 4), "a=&x=0&y=0");
  EXPECT_EQ(data_of(html, 5), "a=");
}

TEST(FormData, HoldsTheChoicesOfLists) {
  EXPECT_EQ(
      data_of("<form><select name=s><option disabled>no<option>A B<option value=c>C</select>"),
      "s=A+B");
  EXPECT_EQ(data_of("<form><select name=s><option selected>a<option selected>b</select>"), "s=b");
  EXPECT_EQ(
      data_of("<form><select name=s><option disabled selected>a</select><select name=e></select>"),
      "");
  EXPECT_EQ(
      data_of(
          "<form><select name=s multiple><option selected>a<option>b<option selected>c</select>"),
      "s=a&s=c");
}

TEST(FormData, HasLineBreaksAndCharacters) {
  EXPECT_EQ(data_of("<form><textarea name=t>\na\nb\r\nc</textarea>"), "t=a%0D%0Ab%0D%0Ac");
  EXPECT_EQ(
      data_of(
          "<form><input name='\u00e4 &amp;=' value='\u20ac+*'><input type=hidden name=_charset_>"),
      "%C3%A4+%26%3D=%E2%82%AC%2B*&_charset_=UTF-8");
}

TEST(Submission, PostsAForm) {
  const auto request = request_of(
      "<form action=go method=post><input name=a value='1 2'><input type=submit name=b value=x>");
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://as.example/a/go");
  EXPECT_EQ(request.body, "a=1+2&b=x");
  EXPECT_EQ(find_header(request.headers, "Content-Type"), "application/x-www-form-urlencoded");
}

TEST(Submission, OfGetReplacesTheQuery) {
  const auto request = request_of("<form action='/s?old=1#f'><input name=a value=1>");
  EXPECT_EQ(request.method, "GET");
  EXPECT_EQ(request.url, "https://as.example/s?a=1#f");
  EXPECT_TRUE(request.body.empty() && request.headers.empty());
  EXPECT_EQ(request_of("<form>").url, "https://as.example/a/login?");
}

TEST(Submission, OfPostKeepsTheQuery) {
  EXPECT_EQ(request_of("<form method=post action='?y=2'>").url, "https://as.example/a/login?y=2");
}

TEST(Submission, WithoutAnActionGoesToThePageItself) {
  for (const char* form :
       {"<form method=post>", "<form method=post action=''>", "<form method=post action=' '>"})
    EXPECT_EQ(request_of(std::string("<base href=/other/>") + form).url,
              "https://as.example/a/login?x=1");
}

TEST(Submission, StartsFromTheBaseElement) {
  EXPECT_EQ(request_of("<base href='../b/'><form method=post action=go>").url,
            "https://as.example/b/go");
  EXPECT_EQ(request_of("<base href='http://h:x/'><form method=post action=go>").url,
            "https://as.example/a/go");
}

TEST(Submission, FollowsTheButtonsOwnAttributes) {
  const auto request = request_of(
      "<form action=go method=get><input name=a value=1>"
      "<button formaction='/consent' formmethod=POST formenctype=text/plain name=b "
      "value=2>Allow</button>");
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, "https://as.example/consent");
  EXPECT_EQ(request.body, "a=1\r\nb=2\r\n");
  EXPECT_EQ(find_header(request.headers, "Content-Type"), "text/plain");
}

TEST(Submission, WritesMultipart) {
  const auto request = request_of(
      "<form method=post enctype=multipart/form-data><input name='a\"' "
      "value='oauthspec-form-data-0'><input type=file name=f>");
  EXPECT_EQ(find_header(request.headers, "Content-Type"),
            "multipart/form-data; boundary=oauthspec-form-data-1");
  EXPECT_EQ(
      request.body,
      "--oauthspec-form-data-1\r\nContent-Disposition: form-data; "
      "name=\"a%22\"\r\n\r\noauthspec-form-data-0\r\n"
      "--oauthspec-form-data-1\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\r\n"
      "Content-Type: application/octet-stream\r\n\r\n\r\n--oauthspec-form-data-1--\r\n");
}

TEST(Submission, SaysWhyThereIsNone) {
  EXPECT_EQ(request_of("<form method=dialog>").method, "none");
  EXPECT_EQ(request_of("<form action='http://h:x/'>").url,
            "the form's action \"http://h:x/\" is no URL");
}

TEST(DefaultButton, IsTheFirstThatCanBePressed) {
  const auto at = [](std::string_view html) {
    return default_button(parse_page(html).forms.at(0));
  };
  EXPECT_EQ(
      at("<form><input><button type=button></button><button disabled></button><input type=image>"),
      3U);
  EXPECT_EQ(at("<form><input>"), std::nullopt);
}

// What a server reads out of the body is what was in the fields.
RC_GTEST_PROP(FormData, ComesBackFromTheBody,
              (const std::vector<std::pair<std::string, std::string>>& fields)) {
  Form form;
  Parameters expected;
  for (const auto& [name, value] : fields) {
    if (name.empty() || value.find_first_of("\r\n") != std::string::npos) continue;
    Control control;
    control.type = "text";
    control.name = name;
    control.value = value;
    form.controls.push_back(control);
    expected.add(name, value);
  }
  Parameters read;
  const bool readable =
      read.add_form(oauth::message::write_form(form_data(form, std::nullopt))).has_value();
  RC_ASSERT(readable);
  RC_ASSERT(read.size() == expected.size());
  for (std::size_t i = 0; i < read.size(); ++i) {
    const bool same = read[i] == expected[i];
    RC_ASSERT(same);
  }
}

}  // namespace
}  // namespace oauthspec::agent
