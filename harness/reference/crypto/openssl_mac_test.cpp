// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/reference/crypto/openssl_variants.h"
#include "harness/testing/matchers.h"

namespace oauth::crypto {
namespace {

using oauthspec::testing::RefusesWith;
using ::testing::ElementsAreArray;

std::vector<const Backend*> all_ways() {
  std::vector<const Backend*> ways{&openssl()};
  ways.insert(ways.end(), openssl_variants().begin(), openssl_variants().end());
  return ways;
}

/// RFC 2202 section 3, case 2.
constexpr auto kTagOfJefe =
    std::to_array<std::uint8_t>({0xef, 0xfc, 0xdf, 0x6a, 0xe5, 0xeb, 0x2f, 0xa2, 0xd2, 0x74,
                                 0x16, 0xd5, 0xf1, 0x84, 0xdf, 0x9c, 0x25, 0x9a, 0x7c, 0x79});

TEST(OpensslMac, GoesOnFromAPrefixByEachWay) {
  for (const Backend* way : all_ways()) {
    auto key = *way->mac_key(Hash::sha1, "Jefe");
    const auto begun = *key->with_prefix("what do ya ");
    const auto further = *begun->with_prefix("want ");
    key.reset();
    for (int again = 0; again < 2; ++again) {
      EXPECT_THAT(begun->authenticate("want for nothing?")->octets(), ElementsAreArray(kTagOfJefe))
          << way->name();
      EXPECT_THAT(further->authenticate("for nothing?")->octets(), ElementsAreArray(kTagOfJefe))
          << way->name();
    }
  }
}

TEST(OpensslMac, MakesManyTagsByEachWay) {
  for (const Backend* way : all_ways()) {
    const auto key = *way->mac_key(Hash::sha1, "Jefe");
    const std::array<std::string_view, 3> texts{"what do ya want for nothing?", "",
                                                "what do ya want for nothing?"};
    std::vector<Digest> tags(texts.size(), Digest(Hash::sha1));
    ASSERT_TRUE(key->authenticate_all(texts, tags));
    EXPECT_THAT(tags[0].octets(), ElementsAreArray(kTagOfJefe)) << way->name();
    EXPECT_THAT(tags[1].octets(), ElementsAreArray(key->authenticate("")->octets()));
    EXPECT_THAT(tags[2].octets(), ElementsAreArray(kTagOfJefe)) << way->name();
    EXPECT_THAT(key->authenticate_all(std::span(texts).first(2), tags),
                RefusesWith(Errc::crypto_failed));
  }
}

}  // namespace
}  // namespace oauth::crypto
