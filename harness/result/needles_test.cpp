// SPDX-License-Identifier: Apache-2.0
#include "harness/result/needles.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace oauthspec::result {
namespace {

using Places = std::vector<std::tuple<std::size_t, std::size_t>>;

Places places_of(const Needles& needles, std::string_view text) {
  Places all;
  needles.find(text, [&](std::size_t at, const Needles::Needle& needle) {
    all.emplace_back(at, needle.owner);
  });
  return all;
}

TEST(Needles, AreFoundWhereTheyOverlap) {
  Needles needles;
  needles.add("abcd", 1);
  needles.add("abcdef", 2);
  needles.add("cdef", 3);
  needles.close();
  EXPECT_THAT(places_of(needles, "xabcdefx"),
              testing::ElementsAre(std::tuple(1, 1), std::tuple(1, 2), std::tuple(3, 3)));
  EXPECT_THAT(places_of(needles, "abc"), testing::IsEmpty());
  EXPECT_THAT(places_of(needles, ""), testing::IsEmpty());
}

RC_GTEST_PROP(NeedlesInAnyText, AreWhereASearchForEachFindsThem, ()) {
  const auto text = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab")));
  Needles needles;
  Places expected;
  for (std::size_t owner = 0; owner < 4; ++owner) {
    const auto needle =
        "ab" + *rc::gen::container<std::string>(2 + owner, rc::gen::elementOf(std::string("ab")));
    needles.add(needle, owner);
    for (std::size_t at = text.find(needle); at < text.size(); at = text.find(needle, at + 1)) {
      expected.emplace_back(at, owner);
    }
  }
  needles.close();
  Places found = places_of(needles, text);
  std::ranges::sort(found);
  std::ranges::sort(expected);
  RC_ASSERT(found == expected);
}

}  // namespace
}  // namespace oauthspec::result
