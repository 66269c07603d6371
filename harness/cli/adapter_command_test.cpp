// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/adapter_command.h"

#include <sstream>
#include <stdexcept>

#include <gtest/gtest.h>

namespace oauthspec::cli {
namespace {

adapter::Hello hello() {
  adapter::Hello hello;
  hello.impl = {"lib", "1", "c++", ""};
  hello.ops = {"test.echo"};
  return hello;
}

adapter::Verdict echo(std::string_view op, const nlohmann::json& in) {
  if (op != "test.echo") {
    throw std::invalid_argument("no such op");
  }
  return adapter::Out{in.at("text"), {}};
}

TEST(ReplyTo, GreetsBack) {
  const Reply reply = reply_to(R"({"hello":{"protocol":1,"suite":"0.1.0"}})", hello(), echo);
  EXPECT_EQ(
      reply.text,
      "{\"hello\":{\"protocol\":1,\"impl\":{\"name\":\"lib\",\"version\":\"1\",\"language\":\"c++"
      "\"},"
      "\"ops\":[\"test.echo\"],\"features\":[],\"reason_codes\":false,\"max_in_flight\":1}}\n");
  EXPECT_FALSE(reply.end);
}

TEST(ReplyTo, Answers) {
  EXPECT_EQ(reply_to(R"({"id":7,"op":"test.echo","in":{"text":"a"}})", hello(), echo).text,
            "{\"id\":7,\"out\":\"a\"}\n");
}

TEST(ReplyTo, AnswersAnExceptionWithAnError) {
  EXPECT_EQ(reply_to(R"({"id":7,"op":"test.other","in":{}})", hello(), echo).text,
            "{\"id\":7,\"error\":{\"type\":\"exception\",\"message\":\"no such op\"}}\n");
}

TEST(ReplyTo, EndsAtBye) {
  const Reply reply = reply_to(R"({"bye":{}})", hello(), echo);
  EXPECT_TRUE(reply.end);
  EXPECT_EQ(reply.text, "");
}

TEST(ReplyTo, ComplainsOfWhatIsNoMessage) {
  const Reply reply = reply_to("hello", hello(), echo);
  EXPECT_NE(reply.complaint, "");
  EXPECT_EQ(reply.text, "");
}

TEST(RunAdapter, AnswersLineAfterLine) {
  std::istringstream in(
      "{\"id\":1,\"op\":\"test.echo\",\"in\":{\"text\":1}}\n\n{\"id\":2,\"op\":\"test.echo\","
      "\"in\":{\"text\":2}}\n"
      "{\"bye\":{}}\n{\"id\":3,\"op\":\"test.echo\",\"in\":{\"text\":3}}\n");
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_EQ(run_adapter(in, {out, err}, hello(), echo), as_expected);
  EXPECT_EQ(out.str(), "{\"id\":1,\"out\":1}\n{\"id\":2,\"out\":2}\n");
}

TEST(RunAdapter, EndsWithItsInput) {
  std::istringstream in;
  std::ostringstream out;
  EXPECT_EQ(run_adapter(in, {out, out}, hello(), echo), as_expected);
  EXPECT_EQ(out.str(), "");
}

TEST(RunAdapter, StopsAtNonsense) {
  std::istringstream in("nonsense\n");
  std::ostringstream out;
  std::ostringstream err;
  EXPECT_EQ(run_adapter(in, {out, err}, hello(), echo), usage);
  EXPECT_EQ(out.str(), "");
  EXPECT_NE(err.str(), "");
}

}  // namespace
}  // namespace oauthspec::cli
