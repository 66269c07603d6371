// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/messages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::adapter {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view kHello =
    R"({"hello":{"protocol":1,"impl":{"name":"lib","version":"3.2","language":"python","home":"https://lib.example/"},)"
    R"("ops":["oauth1.sign"],"features":["HMAC-SHA1"],"reason_codes":true,"max_in_flight":8}})";

// The hello above with one member of its body replaced, or taken away by null.
std::string hello_with(const std::string& name, const json& value) {
  json hello = json::parse(kHello);
  if (value.is_null()) {
    hello["hello"].erase(name);
  } else {
    hello["hello"][name] = value;
  }
  return hello.dump();
}

TEST(Hello, IsReadWhole) {
  const auto hello = parse_hello(kHello);
  ASSERT_TRUE(hello);
  EXPECT_EQ(hello->impl.name, "lib");
  EXPECT_EQ(hello->impl.version, "3.2");
  EXPECT_EQ(hello->impl.language, "python");
  EXPECT_EQ(hello->impl.home, "https://lib.example/");
  EXPECT_THAT(hello->ops, ElementsAre("oauth1.sign"));
  EXPECT_THAT(hello->features, ElementsAre("HMAC-SHA1"));
  EXPECT_TRUE(hello->reason_codes);
  EXPECT_EQ(hello->max_in_flight, 8U);
}

TEST(Hello, NeedsOnlyProtocolImplementationAndOps) {
  const auto hello = parse_hello(
      R"({"hello":{"protocol":1,"impl":{"name":"a","version":"","language":"c"},"ops":["x"],"new":1},"more":2})");
  ASSERT_TRUE(hello);
  EXPECT_FALSE(hello->reason_codes);
  EXPECT_EQ(hello->max_in_flight, 1U);
  EXPECT_TRUE(hello->features.empty());
}

struct BadHello {
  std::string name;
  json value;
  std::string reason;
};

class HelloRefusal : public testing::TestWithParam<BadHello> {};

TEST_P(HelloRefusal, NamesTheMember) {
  const auto hello = parse_hello(hello_with(GetParam().name, GetParam().value));
  ASSERT_FALSE(hello);
  EXPECT_EQ(hello.error().reason, GetParam().reason);
}

INSTANTIATE_TEST_SUITE_P(
    Members, HelloRefusal,
    testing::Values(
        BadHello{"protocol", 2, "protocol 2 is not spoken here; protocol 1 is"},
        BadHello{"protocol", 1.0, "\"protocol\" is missing, or no integer"},
        BadHello{"protocol", nullptr, "\"protocol\" is missing, or no integer"},
        BadHello{"impl", nullptr, "\"impl\" is missing, or no object"},
        BadHello{"impl", json::object(), "impl: \"name\" is missing"},
        BadHello{
            "impl", {{"name", ""}, {"version", ""}, {"language", ""}}, "impl: \"name\" is empty"},
        BadHello{"impl",
                 {{"name", "a"}, {"version", 3}, {"language", ""}},
                 "impl: \"version\" is no string"},
        BadHello{"ops", nullptr, "\"ops\" is missing, or empty"},
        BadHello{"ops", json::array(), "\"ops\" is missing, or empty"},
        BadHello{"ops", "oauth1.sign", "\"ops\" is no array"},
        BadHello{"features", {1}, "\"features\" holds something other than strings"},
        BadHello{"reason_codes", "yes", "\"reason_codes\" is no boolean"},
        BadHello{"max_in_flight", 0, "\"max_in_flight\" is no integer from 1 to 1024"},
        BadHello{"max_in_flight", 1025, "\"max_in_flight\" is no integer from 1 to 1024"},
        BadHello{"max_in_flight", -1, "\"max_in_flight\" is no integer from 1 to 1024"}));

TEST(Hello, SurvivesWritingAndReading) {
  const auto hello = parse_hello(kHello);
  ASSERT_TRUE(hello);
  EXPECT_EQ(write_hello(*hello), std::string(kHello) + "\n");
}

TEST(Hello, OfTheRunnerIsAsTheProtocolHasIt) {
  EXPECT_EQ(write_runner_hello("0.1.0"), "{\"hello\":{\"protocol\":1,\"suite\":\"0.1.0\"}}\n");
}

struct AnswerText {
  std::string line;
  std::string reason;
};

class AnswerRefusal : public testing::TestWithParam<AnswerText> {};

TEST_P(AnswerRefusal, SaysWhatIsWrong) {
  const auto answer = parse_answer(GetParam().line);
  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().reason, HasSubstr(GetParam().reason));
}

INSTANTIATE_TEST_SUITE_P(
    Lines, AnswerRefusal,
    testing::Values(
        AnswerText{"Traceback", "json_invalid"}, AnswerText{"[]", "no JSON object"},
        AnswerText{"", "an empty line"}, AnswerText{"{\"id\":1,\"out\":\"\xff\"}", "json_invalid"},
        AnswerText{R"({"id":1,"out":1} x)", "json_invalid"},
        AnswerText{R"({"id":1,"id":2,"out":1})", "json_duplicate_member"},
        AnswerText{R"({"out":1})", "\"id\" is missing"},
        AnswerText{R"({"id":"1","out":1})", "\"id\" is missing"},
        AnswerText{R"({"id":-1,"out":1})", "\"id\" is missing"},
        AnswerText{R"({"id":1.0,"out":1})", "\"id\" is missing"},
        AnswerText{R"({"id":1})", "none of"},
        AnswerText{R"({"id":1,"out":1,"reject":{}})", "both \"out\" and \"reject\""},
        AnswerText{R"({"id":1,"reject":"no"})", "\"reject\" is no object"},
        AnswerText{R"({"id":1,"reject":{"code":1}})", "reject: \"code\" is no string"},
        AnswerText{R"({"id":1,"skip":{}})", "skip: \"need\" is missing"},
        AnswerText{R"({"id":1,"skip":{"need":""}})", "skip: \"need\" is empty"},
        AnswerText{R"({"id":1,"error":{"type":"E"}})", "error: \"message\" is missing"},
        AnswerText{R"({"id":1,"out":1,"actual":[]})", "\"actual\" is no object"},
        AnswerText{R"({"id":1,"out":1,"actual":{"realm":"x"}})", "which nobody may choose"},
        AnswerText{R"({"id":1,"out":1,"actual":{"nonce":null}})", "\"nonce\" is no string"},
        AnswerText{R"({"id":1,"out":1,"actual":{"iat":"5"}})", "\"iat\" is no integer"},
        AnswerText{R"({"id":1,"out":1,"actual":{"jti":5}})", "\"jti\" is no string"}));

TEST(Answer, OfEachKindSurvivesWritingAndReading) {
  for (const std::string line : {R"({"id":17,"out":"GET&"})", R"({"id":0,"out":null})",
                                 R"({"id":18446744073709551615,"out":[["a","b"]]})",
                                 R"({"id":1,"out":{},"actual":{"nonce":"n","version":null}})",
                                 R"({"id":17,"reject":{"code":"invalid_uri","message":"m"}})",
                                 R"({"id":17,"skip":{"need":"RSA-SHA1"}})",
                                 R"({"id":17,"error":{"type":"IndexError","message":"m"}})"}) {
    const auto answer = parse_answer(line);
    ASSERT_TRUE(answer) << line << ": " << answer.error().reason;
    EXPECT_EQ(write_answer(*answer), line + "\n");
  }
}

TEST(Answer, MayRefuseWithoutACode) {
  const auto answer = parse_answer(R"({"id":1,"reject":{}})");
  ASSERT_TRUE(answer);
  EXPECT_EQ(std::get<Reject>(answer->verdict).code, "");
}

TEST(Answer, MayBeAsDeepAsAnyValueThatWeRead) {
  const std::string deep = std::string(64, '[') + std::string(64, ']');
  EXPECT_TRUE(parse_answer(R"({"id":1,"out":)" + deep + "}"));
}

TEST(Answer, ThatIsNoUtf8IsWrittenAsAnError) {
  EXPECT_EQ(write_answer({3, Out{"\xff", {}}}),
            "{\"id\":3,\"error\":{\"type\":\"json\",\"message\":\"the answer holds a text that is "
            "no UTF-8\"}}\n");
}

TEST(FromRunner, IsOneOfThreeMessages) {
  const auto hello = parse_from_runner(R"({"hello":{"protocol":1,"suite":"0.1.0"}})");
  ASSERT_TRUE(hello);
  EXPECT_TRUE(std::holds_alternative<RunnerHello>(*hello));
  const auto call = parse_from_runner(write_call({7, "oauth1.sign", {{"a", 1}}}));
  ASSERT_TRUE(call);
  EXPECT_EQ(std::get<Call>(*call).id, 7U);
  EXPECT_EQ(std::get<Call>(*call).op, "oauth1.sign");
  EXPECT_EQ(std::get<Call>(*call).in, json({{"a", 1}}));
  const auto bye = parse_from_runner(write_bye());
  ASSERT_TRUE(bye);
  EXPECT_TRUE(std::holds_alternative<Bye>(*bye));
}

TEST(FromRunner, RefusesWhatIsNoneOfThem) {
  for (const char* line :
       {"{}", "1", R"({"id":1,"op":"x"})", R"({"id":1,"in":{}})", R"({"op":"x","in":{}})",
        R"({"id":1,"op":"x","in":[]})", R"({"hello":{"protocol":2}})", R"({"hello":1})"}) {
    EXPECT_FALSE(parse_from_runner(line)) << line;
  }
}

}  // namespace
}  // namespace oauthspec::adapter
