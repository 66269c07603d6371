// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/in_process.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace oauthspec::adapter {
namespace {

Hello hello() {
  Hello hello;
  hello.impl.name = "fake";
  hello.ops = {"test.echo"};
  return hello;
}

constexpr auto kSoon = std::chrono::steady_clock::time_point::max();

TEST(InProcess, AnswersInTheOrderOfTheQuestions) {
  InProcessSession session(
      hello(), [](std::string_view, const nlohmann::json& in) -> Verdict { return Out{in, {}}; });
  ASSERT_TRUE(session.start());
  session.send({4, "test.echo", "a"});
  session.send({3, "test.echo", "b"});
  const auto first = std::get<Answer>(session.wait(kSoon));
  EXPECT_EQ(first.id, 4U);
  EXPECT_EQ(std::get<Out>(first.verdict).value, "a");
  EXPECT_EQ(std::get<Answer>(session.wait(kSoon)).id, 3U);
}

TEST(InProcess, TurnsAnExceptionIntoAFailure) {
  InProcessSession session(hello(), [](std::string_view, const nlohmann::json&) -> Verdict {
    throw std::out_of_range("beyond");
  });
  ASSERT_TRUE(session.start());
  session.send({1, "test.echo", {}});
  const auto answer = std::get<Answer>(session.wait(kSoon));
  EXPECT_EQ(std::get<Failure>(answer.verdict).message, "beyond");
}

TEST(InProcess, StopsWhenInterrupted) {
  InProcessSession session(
      hello(), [](std::string_view, const nlohmann::json&) -> Verdict { return Skip{"x"}; });
  ASSERT_TRUE(session.start());
  session.send({1, "test.echo", {}});
  session.interrupt();
  EXPECT_TRUE(std::holds_alternative<Interrupted>(session.wait(kSoon)));
  const auto again = session.start();
  ASSERT_FALSE(again);
  EXPECT_TRUE(again.error().interrupted);
}

}  // namespace
}  // namespace oauthspec::adapter
