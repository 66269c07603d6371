// SPDX-License-Identifier: Apache-2.0
// The model of UTF-8 against what RFC 3629 prints.
#include <gtest/gtest.h>

#include "fuzz/oracle/utf8.h"

namespace oauthspec::fuzz {
namespace {

// Sections 7 and 10
TEST(Utf8Model, TellsTheExamples) {
  for (const std::string_view text :
       {"A\xE2\x89\xA2\xCE\x91\x2E", "\xED\x95\x9C\xEA\xB5\xAD\xEC\x96\xB4",
        "\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E", "\xEF\xBB\xBF\xF0\xA3\x8E\xB4"}) {
    EXPECT_EQ(model_invalid_utf8_at(text), std::nullopt);
  }
  EXPECT_EQ(model_invalid_utf8_at("a\xC0\x80"), 1U);
  EXPECT_EQ(model_invalid_utf8_at("/\xC0\xAE./"), 1U);
}

// Section 3
TEST(Utf8Model, KnowsTheEndsOfItsTable) {
  EXPECT_EQ(model_invalid_utf8_at("\xED\xA0\x80"), 0U);
  EXPECT_EQ(model_invalid_utf8_at("\xF4\x8F\xBF\xBF\xF4\x90\x80\x80"), 4U);
}

}  // namespace
}  // namespace oauthspec::fuzz
