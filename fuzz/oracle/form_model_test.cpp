// SPDX-License-Identifier: Apache-2.0
// The model of forms against what the RFCs print.
#include "fuzz/oracle/form_model.h"

#include <gtest/gtest.h>

namespace oauthspec::fuzz {
namespace {

// RFC 6749 appendix B
TEST(FormModel, EncodesWhatRfc6749Prints) {
  const std::string_view value = " %&+\xC2\xA3\xE2\x82\xAC";
  std::string text;
  append_model_form_encoded(text, value);
  EXPECT_EQ(text, "+%25%26%2B%C2%A3%E2%82%AC");
  EXPECT_EQ(model_form_decode("a=" + text), (FormPairs{{"a", std::string(value)}}));
}

// RFC 5849 section 3.4.1.3.1
TEST(FormModel, DecodesWhatRfc5849Prints) {
  EXPECT_EQ(model_form_decode("b5=%3D%253D&a3=a&c%40=&a2=r%20b"),
            (FormPairs{{"b5", "=%3D"}, {"a3", "a"}, {"c@", ""}, {"a2", "r b"}}));
  EXPECT_EQ(model_form_decode("c2&a3=2+q"), (FormPairs{{"c2", ""}, {"a3", "2 q"}}));
}

}  // namespace
}  // namespace oauthspec::fuzz
