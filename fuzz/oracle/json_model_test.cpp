// SPDX-License-Identifier: Apache-2.0
// The recogniser of JSON against what RFC 8259 prints.
#include "fuzz/oracle/json_model.h"

#include <gtest/gtest.h>

namespace oauthspec::fuzz {
namespace {

// Section 13
TEST(JsonModel, TakesTheExamples) {
  const auto image = model_read_json(
      R"({"Image": {"Width": 800, "Height": 600, "Title": "View from 15th Floor",
          "Thumbnail": {"Url": "http://www.example.com/image/481989943", "Height": 125, "Width": 100},
          "Animated" : false, "IDs": [116, 943, 234, 38793]}})",
      64);
  ASSERT_TRUE(image);
  EXPECT_EQ(image->find("Image")->find("IDs")->items[3].text, "38793");
  EXPECT_TRUE(model_read_json("\"Hello world!\"", 0));
  EXPECT_TRUE(model_read_json("42", 0));
  EXPECT_TRUE(model_read_json("true", 0));
}

// Section 7
TEST(JsonModel, ReadsEscapes) {
  const auto clef = model_read_json(R"("\uD834\uDD1E\u005C\/")", 0);
  ASSERT_TRUE(clef);
  EXPECT_EQ(clef->text, "\xF0\x9D\x84\x9E\\/");
  EXPECT_FALSE(model_read_json(R"("\uDEAD")", 0));
}

TEST(JsonModel, RefusesWhatTheGrammarDoesNotHave) {
  for (const std::string_view text : {"", "01", "1.", "-", "[1,]", "{\"a\":1,}", "'a'", "NaN",
                                      "\"\n\"", "[1] 2", "\xEF\xBB\xBF", "{\"a\":1,\"a\":1}"}) {
    EXPECT_FALSE(model_read_json(text, 8)) << text;
  }
  EXPECT_FALSE(model_read_json("[[]]", 1));
}

// Section 8.1
TEST(JsonModel, IgnoresOneByteOrderMark) {
  const auto object = model_read_json("\xEF\xBB\xBF {}", 1);
  ASSERT_TRUE(object);
  EXPECT_EQ(object->offset, 4U);
  EXPECT_FALSE(model_read_json("\xEF\xBB\xBF\xEF\xBB\xBF{}", 1));
  EXPECT_TRUE(model_has_byte_order_mark("\xEF\xBB\xBF"));
  EXPECT_FALSE(model_has_byte_order_mark("\xEF\xBB"));
}

}  // namespace
}  // namespace oauthspec::fuzz
