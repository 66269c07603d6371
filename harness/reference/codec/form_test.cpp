// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/form.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/testing/matchers.h"

namespace oauth::codec {
namespace {

using oauthspec::testing::RefusesWithAt;

std::vector<std::pair<std::string, std::string>> pairs_of(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> all;
  for (RawPairs pairs(text); pairs.next();) {
    all.emplace_back(pairs.current().name, pairs.current().value);
    EXPECT_EQ(text.substr(pairs.current().name_offset, pairs.current().name.size()),
              pairs.current().name);
    EXPECT_EQ(text.substr(pairs.current().value_offset, pairs.current().value.size()),
              pairs.current().value);
  }
  return all;
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

// RFC5849-3.4.1.3.1-8
TEST(RawPairs, KeepsNamesWithoutAValueAndEqualNames) {
  EXPECT_EQ(pairs_of("c2&a3=2+q"), (Pairs{{"c2", ""}, {"a3", "2+q"}}));
  EXPECT_EQ(pairs_of("a=1&a=1&a="), (Pairs{{"a", "1"}, {"a", "1"}, {"a", ""}}));
  EXPECT_EQ(pairs_of("=v&a=b=c"), (Pairs{{"", "v"}, {"a", "b=c"}}));
}

TEST(RawPairs, SplitsAtAmpersandsOnlyAndSkipsWhatIsEmpty) {
  EXPECT_EQ(pairs_of("&&a=1&&b;c=2&"), (Pairs{{"a", "1"}, {"b;c", "2"}}));
  EXPECT_EQ(pairs_of(""), Pairs{});
  EXPECT_EQ(pairs_of("&"), Pairs{});
}

TEST(RawPairs, SayWhatNeedsNoDecoding) {
  const std::string far(100, 'a');
  const std::string text = "a=1&b=%31&c+=2&" + far + "=" + far + "%&d==";
  RawPairs pairs(text);
  for (const bool expected : {true, false, false, false, true}) {
    ASSERT_TRUE(pairs.next());
    EXPECT_EQ(pairs.current().is_decoded, expected) << pairs.current().name;
  }
  EXPECT_FALSE(pairs.next());
  EXPECT_FALSE(pairs.next());
}

// RFC5849-3.4.1.3.1-7
TEST(FormDecode, ReadsThePlusAsASpace) {
  std::string out;
  ASSERT_TRUE(append_form_decoded(out, "2+q%2B"));
  EXPECT_EQ(out, "2 q+");
  EXPECT_THAT(append_form_decoded(out, "a%4"), RefusesWithAt(Errc::percent_truncated, 1));
}

TEST(FormEncode, DiffersFromPercentEncodingAtThreeCharacters) {
  EXPECT_EQ(form_encode(" *~a&="), "+*%7Ea%26%3D");
}

RC_GTEST_PROP(FormDecode, InvertsEncode, (const std::string& octets)) {
  std::string decoded;
  RC_ASSERT(append_form_decoded(decoded, form_encode(octets)).has_value());
  RC_ASSERT(decoded == octets);
}

}  // namespace
}  // namespace oauth::codec
