// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/device_poll.h"

#include <limits>
#include <string>

#include <gtest/gtest.h>

namespace oauth::oauth2 {
namespace {

message::Response answer(int status, const std::string& body) {
  return {status, {{"Content-Type", "application/json"}}, body};
}

message::Response error(const std::string& code) {
  return answer(400, R"({"error":")" + code + R"("})");
}

std::int64_t wait_of(const PollStep& step) {
  const auto* again = std::get_if<PollAgain>(&step);
  return again != nullptr ? again->seconds : -1;
}

// RFC8628-3.2-9, RFC8628-3.5-7, RFC8628-3.5-9: five seconds, and five more for good after each slow_down.
TEST(DevicePoll, KeepsTheSlowerPace) {
  DevicePoll poll(std::nullopt, 1800, 0);
  EXPECT_EQ(poll.first_wait(), 5);
  EXPECT_EQ(wait_of(poll.on_response(error("authorization_pending"), 5)), 5);
  const auto slower = poll.on_response(error("slow_down"), 10);
  EXPECT_EQ(wait_of(slower), 10);
  EXPECT_TRUE(std::get<PollAgain>(slower).slower);
  const auto same = poll.on_response(error("authorization_pending"), 20);
  EXPECT_EQ(wait_of(same), 10);
  EXPECT_FALSE(std::get<PollAgain>(same).slower);
  EXPECT_EQ(wait_of(poll.on_response(error("slow_down"), 30)), 15);
}

// RFC8628-3.5-13, RFC8628-3.5-14
TEST(DevicePoll, DoublesItsWaitAfterATimeout) {
  DevicePoll poll(4, 1800, 0);
  EXPECT_EQ(wait_of(poll.on_timeout(4)), 8);
  EXPECT_EQ(wait_of(poll.on_timeout(12)), 16);
  DevicePoll hasty(0, 1800, 0);
  EXPECT_EQ(wait_of(hasty.on_timeout(0)), 1);
  EXPECT_EQ(wait_of(hasty.on_timeout(1)), 2);
}

// RFC8628-3.5-11, RFC8628-3.5-1, RFC8628-3.5-5
TEST(DevicePoll, Ends) {
  const auto end = [](const message::Response& response, std::int64_t at = 5) {
    DevicePoll poll(5, 60, 0);
    const auto step = poll.on_response(response, at);
    const auto* stop = std::get_if<PollStop>(&step);
    return stop != nullptr                          ? stop->error
           : std::holds_alternative<PollDone>(step) ? "done"
                                                    : "again";
  };
  EXPECT_EQ(end(answer(200, R"({"access_token":"t","token_type":"Bearer"})")), "done");
  EXPECT_EQ(end(answer(200, R"({"token_type":"Bearer"})")), "");
  EXPECT_EQ(end(error("access_denied")), "access_denied");
  EXPECT_EQ(end(error("expired_token")), "expired_token");
  EXPECT_EQ(end({500, {}, ""}), "");
  EXPECT_EQ(end(error("authorization_pending"), 54), "again");
  EXPECT_EQ(end(error("authorization_pending"), 55), "expired_token");
}

TEST(DevicePoll, StaysAtTheLargestNumber) {
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  DevicePoll poll(kMost, kMost, kMost);
  EXPECT_TRUE(std::holds_alternative<PollStop>(poll.on_response(error("slow_down"), kMost)));
  EXPECT_TRUE(std::holds_alternative<PollStop>(poll.on_timeout(kMost)));
}

}  // namespace
}  // namespace oauth::oauth2
