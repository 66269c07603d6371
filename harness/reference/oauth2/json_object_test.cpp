// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/json_object.h"

#include <string>

#include <gtest/gtest.h>

#include "harness/reference/oauth2/characters.h"
#include "harness/testing/matchers.h"

namespace oauth::oauth2 {
namespace {

using nlohmann::json;
using oauthspec::testing::Gives;
using oauthspec::testing::RefusesWith;

message::Response answer(const char* body, const char* type = "application/json") {
  return {200, {{"Content-Type", type}}, body};
}

// RFC6749-5.1-2; RFC 7231 section 3.1.1.1: a media type is without case, and parameters may follow it.
TEST(ReadObject, WantsOneObjectOfJson) {
  EXPECT_THAT(read_object(answer("{\"a\":1}", "Application/JSON ; charset=UTF-8")),
              Gives(json{{"a", 1}}));
  EXPECT_THAT(read_object(answer("{}", "application/json-seq")),
              RefusesWith(Errc::content_type_unexpected));
  EXPECT_THAT(read_object({200, {}, "{}"}), RefusesWith(Errc::content_type_unexpected));
  auto twice = answer("{}");
  twice.headers.push_back({"content-type", "application/json"});
  EXPECT_THAT(read_object(twice), RefusesWith(Errc::content_type_unexpected));
  EXPECT_THAT(read_object(answer("[]")), RefusesWith(Errc::member_invalid));
  EXPECT_THAT(read_object(answer("{\"a\":1,\"a\":1}")), RefusesWith(Errc::json_duplicate_member));
}

// RFC6749-5.1-3, RFC6749-A.14-1: a JSON number is whole however it is written (RFC 8259 section 6).
TEST(MemberReader, ReadsWholeSeconds) {
  const auto read = [](const char* number) {
    const json object = json::parse(std::string("{\"n\":") + number + "}");
    MemberReader reader(object);
    const auto seconds = reader.optional_seconds("n");
    return reader.done() ? seconds : std::nullopt;
  };
  EXPECT_EQ(read("3600"), 3600);
  EXPECT_EQ(read("3600.0"), 3600);
  EXPECT_EQ(read("3.6e3"), 3600);
  EXPECT_EQ(read("0"), 0);
  EXPECT_EQ(read("9007199254740992"), 9007199254740992);
  for (const char* other : {"\"3600\"", "-1", "0.5", "9007199254740993", "1e300", "null", "true"}) {
    EXPECT_EQ(read(other), std::nullopt) << other;
  }
}

TEST(MemberReader, KeepsItsFirstError) {
  const json object{{"text", ""}, {"number", 1}};
  MemberReader reader(object);
  EXPECT_EQ(reader.optional_text("text"), "");
  EXPECT_TRUE(reader.done());
  EXPECT_EQ(reader.required_text("text", is_vschar), "");  // Not empty where a class is given.
  EXPECT_EQ(reader.required_text("absent"), "");
  EXPECT_EQ(reader.optional_seconds("number"), std::nullopt);  // Nothing is read any more.
  EXPECT_THAT(reader.done(), RefusesWith(Errc::member_invalid));
  MemberReader other(object);
  other.required_seconds("absent");
  EXPECT_THAT(other.done(), RefusesWith(Errc::member_missing));
}

TEST(WriteObject, LetsNoExceptionOut) {
  EXPECT_THAT(write_object(200, {{"a", "\xFF"}}), RefusesWith(Errc::utf8_invalid));
  EXPECT_THAT(write_object(200, {{"\xC3", 1}}), RefusesWith(Errc::utf8_invalid));
  EXPECT_EQ(write_object(200, {{"a", "\xC3\xA9"}})->body, "{\"a\":\"\xC3\xA9\"}");
}

}  // namespace
}  // namespace oauth::oauth2
