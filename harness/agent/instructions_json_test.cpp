// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/instructions_json.h"

#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace oauthspec::agent {
namespace {

using nlohmann::json;

TEST(ParseInstructions, ReadsEveryMember) {
  const auto instructions = parse_instructions(json::parse(R"({
    "username": "alice", "password": "secret", "user_code": "ABCD", "decision": "deny", "guess": false,
    "fields": {"tenant": "acme", "box": true}, "most_requests": 7, "user_agent": "x",
    "rules": [{"url": "*/t", "fill": {"realm": "x", "c": false}, "press": "Go"},
              {"text": "Choose", "follow": "alice"}, {"url": "*/done", "stop": true},
              {"url": "*/app", "send": [{"url": "/api", "body": {"a": 1}}, {"method": "PUT", "url": "/b", "content_type": "text/plain", "body": "t"}],
               "go_to": "{url}&x"}]})"));
  ASSERT_TRUE(instructions) << instructions.error().problem;
  EXPECT_EQ(instructions->username, "alice");
  EXPECT_EQ(instructions->password, "secret");
  EXPECT_EQ(instructions->user_code, "ABCD");
  EXPECT_EQ(instructions->decision, Decision::deny);
  EXPECT_FALSE(instructions->guess);
  EXPECT_EQ(instructions->most_requests, 7U);
  EXPECT_EQ(instructions->user_agent, "x");
  EXPECT_EQ(instructions->fields.at(0), std::pair(std::string("box"), std::string("true")));
  ASSERT_EQ(instructions->rules.size(), 4U);
  EXPECT_EQ(instructions->rules[0].press, "Go");
  EXPECT_EQ(instructions->rules[0].fill.at(0).second, "false");
  EXPECT_TRUE(instructions->rules[2].stop);
  EXPECT_EQ(instructions->rules[3].send.at(0).body, R"({"a":1})");
  EXPECT_EQ(instructions->rules[3].send.at(0).content_type, "application/json");
  EXPECT_EQ(instructions->rules[3].send.at(1).method, "PUT");
  EXPECT_EQ(instructions->rules[3].go_to, "{url}&x");
}

TEST(ParseInstructions, ReadsTheReadmesExample) {
  std::ifstream file(OAUTHSPEC_SOURCE_DIR "/harness/agent/README.md");
  const std::string readme((std::istreambuf_iterator<char>(file)), {});
  constexpr std::string_view kBegin = "```json\n";
  const std::size_t begin = readme.find(kBegin) + kBegin.size();
  const auto instructions =
      parse_instructions(json::parse(readme.substr(begin, readme.find("```", begin) - begin)));
  ASSERT_TRUE(instructions) << instructions.error().place << instructions.error().problem;
  EXPECT_EQ(instructions->rules.size(), 3U);
}

TEST(ParseInstructions, NeedsNone) {
  const auto instructions = parse_instructions(json::object());
  ASSERT_TRUE(instructions);
  EXPECT_TRUE(instructions->guess);
  EXPECT_EQ(instructions->decision, Decision::allow);
}

TEST(ParseInstructions, SaysWhereAMistakeIs) {
  const auto place = [](const char* text) -> std::string {
    const auto instructions = parse_instructions(json::parse(text));
    return instructions ? "none" : instructions.error().place;
  };
  EXPECT_EQ(place("[]"), "");
  EXPECT_EQ(place(R"({"usernam": "x"})"), "/usernam");
  EXPECT_EQ(place(R"({"a/b": "x"})"), "/a~1b");
  EXPECT_EQ(place(R"({"username": 1})"), "/username");
  EXPECT_EQ(place(R"({"decision": "maybe"})"), "/decision");
  EXPECT_EQ(place(R"({"guess": "yes"})"), "/guess");
  EXPECT_EQ(place(R"({"most_requests": 0})"), "/most_requests");
  EXPECT_EQ(place(R"({"most_requests": -1})"), "/most_requests");
  EXPECT_EQ(place(R"({"fields": {"a~b": 1}})"), "/fields/a~0b");
  EXPECT_EQ(place(R"({"rules": {}})"), "/rules");
  EXPECT_EQ(place(R"({"rules": [{"url": "*", "press": "a"}, 1]})"), "/rules/1");
  EXPECT_EQ(place(R"({"rules": [{"url": "*", "presss": "a"}]})"), "/rules/0/presss");
  EXPECT_EQ(place(R"({"rules": [{"press": "a"}]})"), "/rules/0");
  EXPECT_EQ(place(R"({"rules": [{"url": "*"}]})"), "/rules/0");
  EXPECT_EQ(place(R"({"rules": [{"url": "*", "press": "a", "follow": "b"}]})"), "/rules/0");
  EXPECT_EQ(place(R"({"rules": [{"url": "*", "send": [{"url": "/a"}], "press": "b"}]})"),
            "/rules/0");
  EXPECT_EQ(place(R"({"rules": [{"url": "*", "send": [{"body": ""}]}]})"), "/rules/0/send/0/url");
  EXPECT_EQ(place(R"({"rules": [{"url": "*", "send": [{"url": "/", "x": 1}]}]})"),
            "/rules/0/send/0/x");
}

TEST(ParseInstructions, TellsNoPassword) {
  const auto instructions = parse_instructions(json::parse(R"({"password": ["hunter2"]})"));
  ASSERT_FALSE(instructions);
  EXPECT_EQ(instructions.error().problem.find("hunter2"), std::string::npos);
}

}  // namespace
}  // namespace oauthspec::agent
