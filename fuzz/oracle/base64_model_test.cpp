// SPDX-License-Identifier: Apache-2.0
// The model of Base64 against what RFC 4648 prints.
#include "fuzz/oracle/base64_model.h"

#include <gtest/gtest.h>

namespace oauthspec::fuzz {
namespace {

// RFC 4648 section 10
TEST(Base64Model, IsThatOfTheTestVectors) {
  const std::pair<std::string_view, std::string_view> vectors[] = {{"", ""},
                                                                   {"f", "Zg=="},
                                                                   {"fo", "Zm8="},
                                                                   {"foo", "Zm9v"},
                                                                   {"foob", "Zm9vYg=="},
                                                                   {"fooba", "Zm9vYmE="},
                                                                   {"foobar", "Zm9vYmFy"}};
  for (const auto& [octets, text] : vectors) {
    EXPECT_EQ(model_base64_encode(octets, false), text);
    EXPECT_EQ(model_base64_decode(text, false), octets);
  }
}

// RFC 4648 section 9, RFC 7515 appendix C
TEST(Base64Model, IsThatOfTheIllustrations) {
  EXPECT_EQ(model_base64_encode("\x14\xFB\x9C\x03\xD9\x7E", false), "FPucA9l+");
  EXPECT_EQ(model_base64_encode("\x14\xFB\x9C\x03\xD9", false), "FPucA9k=");
  EXPECT_EQ(model_base64_encode("\x14\xFB\x9C\x03", false), "FPucAw==");
  EXPECT_EQ(model_base64_encode("\x03\xEC\xFF\xE0\xC1", true), "A-z_4ME");
}

// RFC 4648 section 3.5
TEST(Base64Model, HasOneTextForAnyOctets) {
  EXPECT_EQ(model_base64_decode("Zh==", false), std::nullopt);
  EXPECT_EQ(model_base64_decode("Zg", false), std::nullopt);
  EXPECT_EQ(model_base64_decode("Zg==", true), std::nullopt);
}

}  // namespace
}  // namespace oauthspec::fuzz
