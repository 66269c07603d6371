// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/defects/oauth1_edits.h"

#include <gtest/gtest.h>

#include "harness/reference/oauth1/base_string.h"

namespace oauthspec::provider::defects {
namespace {

using oauth::message::Request;

const Request kRequest{"POST",
                       "https://server.example/photos?b=2&a=%3D%26",
                       {{"Content-Type", "application/x-www-form-urlencoded"}},
                       "c=3"};

Collected collected(const Request& request) {
  return oauth::oauth1::collect_parameters(request).value();
}

TEST(Edited, LeavesARightBaseStringAlone) {
  const auto right = oauth::oauth1::base_string(kRequest).value();
  EXPECT_EQ(edited(right, [](Pairs&) {}), right);
  EXPECT_EQ(edited(kRequest, collected(kRequest), [](Pairs&) {}).value(), right);
}

TEST(Edited, ShowsThePairsAsTheyAreNormalised) {
  static Pairs seen;
  static_cast<void>(edited(kRequest, collected(kRequest), [](Pairs& pairs) { seen = pairs; }));
  EXPECT_EQ(seen, (Pairs{"a=%3D%26", "b=2", "c=3"}));
}

TEST(Edited, PutsTheChangedPairsIntoTheString) {
  const auto text = edited(kRequest, collected(kRequest), [](Pairs& pairs) { pairs = {"x=%20"}; });
  EXPECT_EQ(text.value(), "POST&https%3A%2F%2Fserver.example%2Fphotos&x%3D%2520");
}

TEST(Vary, IsRightWithoutAVariation) {
  EXPECT_EQ(vary(kRequest, collected(kRequest), {}).value(),
            oauth::oauth1::base_string(kRequest).value());
}

TEST(Replaced, GoesOnBehindWhatItPutIn) {
  EXPECT_EQ(replaced("aXbX", "X", "XX"), "aXXbXX");
  EXPECT_EQ(replaced("none", "X", "Y"), "none");
}

TEST(ReadAgain, LeavesOutWhatIsNothing) {
  const auto parameters = read_again("a=1&b&c=3", [](const oauth::codec::RawPair& pair) {
    return pair.value.empty() ? std::nullopt
                              : std::optional(std::vector{decoded(pair.name), decoded(pair.value)});
  });
  EXPECT_EQ(parameters.size(), 2U);
  EXPECT_EQ(parameters.find("c"), "3");
}

TEST(RawQuery, EndsAtTheFragment) {
  EXPECT_EQ(raw_query({"GET", "https://server.example/?a=1?b#c?d", {}, ""}), "a=1?b");
  EXPECT_EQ(raw_query({"GET", "https://server.example/#a?b", {}, ""}), "");
}

TEST(MultipartOf, ReadsNamesAndValues) {
  const Request request{"POST",
                        "https://server.example/",
                        {},
                        "--part\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n"
                        "--part\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n\r\n--part--"};
  const auto parts = multipart_of(request);
  ASSERT_EQ(parts.size(), 2U);
  EXPECT_EQ(parts.find("a"), "1");
  EXPECT_EQ(parts.find("b"), "");
}

TEST(MultipartOf, FindsNothingInACutBody) {
  EXPECT_TRUE(multipart_of({"POST", "https://server.example/", {}, "name=\"a"}).empty());
  EXPECT_TRUE(multipart_of({"POST", "https://server.example/", {}, ""}).empty());
}

}  // namespace
}  // namespace oauthspec::provider::defects
