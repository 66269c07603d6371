// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/message/parameters.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/testing/matchers.h"

namespace oauth::message {
namespace {

using oauthspec::testing::RefusesWithAt;

std::vector<ParameterView> views(const Parameters& parameters) {
  std::vector<ParameterView> all;
  for (const ParameterView parameter : parameters) all.push_back(parameter);
  return all;
}

// RFC 5849 3.4.1.3.1, the table of decoded parameters: b5 is "=%3D", c@ and c2 are empty, a3 is
// there twice.
TEST(Parameters, ReadTheRfcsQueryAndBody) {
  Parameters parameters;
  ASSERT_TRUE(parameters.add_form("b5=%3D%253D&a3=a&c%40=&a2=r%20b"));
  ASSERT_TRUE(parameters.add_form("c2&a3=2+q"));
  EXPECT_EQ(
      views(parameters),
      (std::vector<ParameterView>{
          {"b5", "=%3D"}, {"a3", "a"}, {"c@", ""}, {"a2", "r b"}, {"c2", ""}, {"a3", "2 q"}}));
  EXPECT_EQ(parameters.find("a3"), "a");
  EXPECT_EQ(parameters.count("a3"), 2U);
  EXPECT_EQ(parameters.find("A3"), std::nullopt);
  EXPECT_TRUE(parameters.has_duplicate_name());
  EXPECT_FALSE((Parameters{{"a", "1"}, {"A", "1"}, {"", "1"}}.has_duplicate_name()));
}

TEST(Parameters, StayAsTheyWereWhenAFormIsRefused) {
  Parameters parameters{{"a", "1"}};
  EXPECT_THAT(parameters.add_form("b=2&c=%4"), RefusesWithAt(Errc::percent_truncated, 6));
  EXPECT_THAT(parameters.add_form("b=2&%zz=1"), RefusesWithAt(Errc::percent_bad_digit, 4));
  EXPECT_EQ(views(parameters), (std::vector<ParameterView>{{"a", "1"}}));
}

// RFC 6749 appendix B: its example's octets.
TEST(Parameters, AppendAFormBehindWhatAQueryHas) {
  const Parameters added{{"a", " %&+\xC2\xA3\xE2\x82\xAC"}};
  std::string url = "http://h/p?x=%20#f";
  append_form_to_query(url, added);
  EXPECT_EQ(url, "http://h/p?x=%20&a=+%25%26%2B%C2%A3%E2%82%AC#f");
  append_form_to_query(url, {});
  EXPECT_EQ(url, "http://h/p?x=%20&a=+%25%26%2B%C2%A3%E2%82%AC#f");
}

TEST(Parameters, AppendBehindWhatAQueryHas) {
  const Parameters added{{"oauth_token", "a b&"}};
  const std::pair<const char*, const char*> urls[] = {
      {"http://h/p", "http://h/p?oauth_token=a%20b%26"},
      {"http://h/p?", "http://h/p?oauth_token=a%20b%26"},
      {"http://h/p?x=1", "http://h/p?x=1&oauth_token=a%20b%26"},
      {"http://h/p?x=1&", "http://h/p?x=1&oauth_token=a%20b%26"},
      {"http://h/p?x=1?", "http://h/p?x=1?&oauth_token=a%20b%26"},
      {"http://h/p??", "http://h/p??&oauth_token=a%20b%26"},
      {"http://h/p?x=1#f?g", "http://h/p?x=1&oauth_token=a%20b%26#f?g"},
      {"http://h/p#f?g", "http://h/p?oauth_token=a%20b%26#f?g"}};
  for (const auto& [before, after] : urls) {
    std::string url = before;
    append_to_query(url, added);
    EXPECT_EQ(url, after);
  }
  std::string body = "x=1";
  append_to_form(body, added);
  EXPECT_EQ(body, "x=1&oauth_token=a%20b%26");
  body = "x=1&";
  append_to_form(body, added);
  EXPECT_EQ(body, "x=1&oauth_token=a%20b%26");
  body = "";
  append_to_form(body, added);
  EXPECT_EQ(body, "oauth_token=a%20b%26");
}

RC_GTEST_PROP(Parameters, ReadBackWhatWasWritten,
              (const std::vector<std::pair<std::string, std::string>>& pairs)) {
  Parameters written;
  for (const auto& [name, value] : pairs) written.add(name, value);
  Parameters read;
  RC_ASSERT(read.add_form(write_form(written)).has_value());
  RC_ASSERT(views(read) == views(written));
}

}  // namespace
}  // namespace oauth::message
