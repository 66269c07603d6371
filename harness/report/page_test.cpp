// SPDX-License-Identifier: Apache-2.0
#include "harness/report/page.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::report {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

std::string page_of(const json& data) {
  return page({.title = "a < b",
               .style = {"p{}", "c3R5bGU="},
               .script = {"run();", "c2NyaXB0"},
               .body = "<p>{{data}}</p>\n",
               .data = data});
}

// What stands between the tags of the element with the data.
std::string data_of(const std::string& page) {
  const std::string tag = "<script type=\"application/json\" id=\"data\">";
  const std::size_t begin = page.find(tag) + tag.size();
  return page.substr(begin, page.find("</script>", begin) - begin);
}

TEST(Escaped, IsTextEverywhere) {
  EXPECT_EQ(escaped("<a href='x' title=\"&\">"),
            "&lt;a href=&#39;x&#39; title=&quot;&amp;&quot;&gt;");
  EXPECT_EQ(escaped("caf\xC3\xA9"), "caf\xC3\xA9");
  EXPECT_EQ(escaped("\x1b\xFF"), "\\x1B\\xFF");
}

TEST(Filled, PutsMarkupInOnce) {
  EXPECT_EQ(filled("{{a}}-{{b}}-{{a}}", {{"a", "{{b}}"}, {"b", "2"}}), "{{b}}-2-{{b}}");
}

TEST(Filled, LeavesAloneWhatHasNoName) {
  EXPECT_EQ(filled("{{x}} {{ {{a", {{"a", "1"}}), "{{x}} {{ {{a");
  EXPECT_EQ(filled("", {}), "");
}

TEST(Page, AllowsNothingButItsOwnStyleAndScript) {
  EXPECT_THAT(page_of({}),
              HasSubstr("content=\"default-src 'none'; script-src 'sha256-c2NyaXB0'; style-src "
                        "'sha256-c3R5bGU='; img-src data:; base-uri 'none'; form-action 'none'\""));
}

TEST(Page, HasEachPartAsItIs) {
  const std::string text = page_of({});
  EXPECT_THAT(text, HasSubstr("<title>a &lt; b</title>"));
  EXPECT_THAT(text, HasSubstr("<style>p{}</style>"));
  EXPECT_THAT(text, HasSubstr("<script type=\"module\">run();</script>"));
  EXPECT_THAT(text, HasSubstr("<p>{{data}}</p>"))
      << "a name in the body was taken for one of the page's";
}

TEST(Page, KeepsDataInsideItsElement) {
  const json data = {"</script><script>alert(1)</script>", "<!--", "\xE2\x80\xA8", "\xFF",
                     "{{body}}"};
  const std::string written = data_of(page_of(data));
  EXPECT_THAT(written, Not(HasSubstr("<")));
  EXPECT_TRUE(std::ranges::all_of(written, [](char c) { return c >= ' ' && c < 0x7F; })) << written;
  json expected = data;
  expected[3] = "\xEF\xBF\xBD";
  EXPECT_EQ(json::parse(written), expected);
}

}  // namespace
}  // namespace oauthspec::report
