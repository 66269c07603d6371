// SPDX-License-Identifier: Apache-2.0
// The model of percent-encoding against what the RFCs print.
#include "fuzz/oracle/percent_model.h"

#include <gtest/gtest.h>

namespace oauthspec::fuzz {
namespace {

std::string encoded(std::string_view octets) {
  std::string text;
  append_model_encoded(text, octets);
  return text;
}

// RFC 5849 section 3.4.1.3.2
TEST(PercentModel, EncodesWhatRfc5849Prints) {
  EXPECT_EQ(encoded("=%3D"), "%3D%253D");
  EXPECT_EQ(encoded("c@"), "c%40");
  EXPECT_EQ(encoded("r b"), "r%20b");
  EXPECT_EQ(encoded("2 q"), "2%20q");
}

// RFC 3986 sections 2.1 and 2.5
TEST(PercentModel, EncodesAndDecodesWhatRfc3986Prints) {
  EXPECT_EQ(encoded("\xC3\x80"), "%C3%80");
  EXPECT_EQ(encoded("\xE3\x82\xA2"), "%E3%82%A2");
  std::string octets;
  EXPECT_TRUE(append_model_decoded(octets, "%7Esmith%7esmith%20"));
  EXPECT_EQ(octets, "~smith~smith ");
  EXPECT_FALSE(append_model_decoded(octets, "%2"));
  EXPECT_FALSE(append_model_decoded(octets, "%2g"));
}

}  // namespace
}  // namespace oauthspec::fuzz
