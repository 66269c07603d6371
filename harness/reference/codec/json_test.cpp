// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/json.h"

#include <string>

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"
#include "harness/testing/tight_buffer.h"

namespace oauth::codec {
namespace {

using nlohmann::json;
using oauthspec::testing::Gives;
using oauthspec::testing::RefusesWith;
using oauthspec::testing::RefusesWithAt;
using oauthspec::testing::TightBuffer;

TEST(Json, ReadsEveryKindOfValue) {
  EXPECT_THAT(parse_json(R"({"a": [null, true, -1, 1.5, "x"], "b": {}})"),
              Gives(json({{"a", {nullptr, true, -1, 1.5, "x"}}, {"b", json::object()}})));
  EXPECT_THAT(parse_json(R"([{"a": 1}, {"a": 1}])"), Gives(json::parse(R"([{"a": 1}, {"a": 1}])")));
}

// RFC 8259 section 4 leaves equal names open; two readers may choose differently.
TEST(Json, RefusesAMemberThatStandsTwice) {
  EXPECT_THAT(parse_json(R"({"a": 1, "a": 1})"), RefusesWith(Errc::json_duplicate_member));
  EXPECT_THAT(parse_json(R"({"x": {"a": 1, "\u0061": 2}})"),
              RefusesWith(Errc::json_duplicate_member));
}

TEST(Json, RefusesWhatIsNoneAtItsPlace) {
  for (const char* text : {"", "{", "[1,]", "{\"a\"}", "nul", "01", "[1] 2", "'a'", "\"\xFF\"",
                           "\"\n\"", "NaN", "// c\n1"}) {
    EXPECT_THAT(parse_json(TightBuffer(text).view()), RefusesWith(Errc::json_invalid)) << text;
  }
  EXPECT_THAT(parse_json("[1, x]"), RefusesWithAt(Errc::json_invalid, 4));
}

// The parser underneath takes a NUL for the end of its input.
TEST(Json, RefusesWhatFollowsANul) {
  using namespace std::string_view_literals;
  EXPECT_THAT(parse_json("{}\0{}"sv), RefusesWithAt(Errc::json_invalid, 2));
  EXPECT_THAT(parse_json("1\0"sv), RefusesWithAt(Errc::json_invalid, 1));
  EXPECT_THAT(parse_json("[1,\0]"sv), RefusesWithAt(Errc::json_invalid, 3));
}

TEST(Json, KeepsItsLimits) {
  EXPECT_THAT(parse_json(std::string(64, '[') + std::string(64, ']')),
              Gives(json::parse(std::string(64, '[') + std::string(64, ']'))));
  EXPECT_THAT(parse_json(std::string(65, '[') + std::string(65, ']')),
              RefusesWithAt(Errc::json_too_deep, 65));
  EXPECT_THAT(parse_json(std::string(1000000, '[')), RefusesWith(Errc::json_too_deep));
  EXPECT_THAT(parse_json("[1,2]", {.octets = 4}), RefusesWithAt(Errc::too_large, 4));
}

TEST(AppendJson, WritesAsTheLibraryDoes) {
  for (const char* text :
       {"null", "true", "0", "-7", "18446744073709551615", "1.5", "1e300", "\"\"", "\"plain text\"",
        R"("\"\\/\b\u0000\u007f\u00e9\ud83d\ude00")", "[]", "{}", "[[],{}]",
        R"({"":[1,"a",{"b":null}],"c":"d"})", R"({"\"\n":"name"})"}) {
    const json value = json::parse(text);
    std::string written = "before ";
    append_json(written, value);
    EXPECT_EQ(written, "before " + value.dump());
  }
}

TEST(AppendJson, ReplacesWhatIsNoUtf8) {
  std::string written;
  append_json(written, {{"a\xFF", "\xC3"}});
  EXPECT_EQ(written, "{\"a\xEF\xBF\xBD\":\"\xEF\xBF\xBD\"}");
}

// RFC 8259 section 8.1: UTF-8, or nothing.
TEST(WriteJson, RefusesWhatIsNoUtf8) {
  EXPECT_EQ(write_json({{"a", {1, nullptr, "\xC3\xA9"}}}), "{\"a\":[1,null,\"\xC3\xA9\"]}");
  EXPECT_FALSE(write_json({{"a", "\xFF"}}));
  EXPECT_EQ(write_json({{"\xC3", 1}}).error().code, Errc::utf8_invalid);
}

}  // namespace
}  // namespace oauth::codec
