// SPDX-License-Identifier: Apache-2.0
// Objects of the recogniser against nlohmann's reading of the same texts, where both take them.
#include "fuzz/oracle/json_object.h"

#include <gtest/gtest.h>

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;

TEST(JsonObject, CountsLevelsOutsideOfStrings) {
  EXPECT_EQ(depth_of_text(R"({"a:{":[{"\\":1},"\"]:"],"b":{}})"), 3U);
  EXPECT_EQ(depth_of_text("]]}["), 1U);
  EXPECT_EQ(depth_of_text(""), 0U);
}

TEST(JsonObject, IsTheTreeThatNlohmannReads) {
  for (const char* text :
       {R"({"a":1,"b":{"a":-1}})", R"({})", R"({"":[null,true,false,[],{}]})",
        R"({"a":[0,-0,1.5,1e3,18446744073709551615,18446744073709551616,-9223372036854775808]})",
        R"({"a":"\u00e9\ud834\udd1e\n\"\\"} )", "\xEF\xBB\xBF{}"}) {
    const auto read = model_read_object(text, 3);
    if (!read) FAIL() << text;
    const json expected = json::parse(text);
    EXPECT_EQ(*read, expected);
    EXPECT_EQ(read->dump(), expected.dump());
  }
}

// RFC 8259 section 4: "The names within an object SHOULD be unique."
TEST(JsonObject, HasItsNamesOnce) {
  EXPECT_FALSE(model_read_object(R"({"a":1,"a":1})", 2));
  EXPECT_FALSE(model_read_object(R"({"a":1,"\u0061":2})", 2));
  EXPECT_FALSE(model_read_object(R"({"b":[{"a":1,"a":1}]})", 3));
}

TEST(JsonObject, IsNothingElse) {
  EXPECT_FALSE(model_read_object(R"({"a":[{}]})", 2));
  EXPECT_FALSE(model_read_object(R"(["a"])", 2));
  EXPECT_FALSE(model_read_object(R"({"a":1)", 2));
  EXPECT_FALSE(model_read_object(R"({"a":1e999})", 2));
  EXPECT_FALSE(model_read_object("{\"a\":\"\xff\"}", 2));
  EXPECT_FALSE(model_read_object(std::string_view("{}\0", 3), 2));
}

}  // namespace
}  // namespace oauthspec::fuzz
