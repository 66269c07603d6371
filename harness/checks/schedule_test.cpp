// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/schedule.h"

#include <condition_variable>
#include <set>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/checks/testing/fake_site.h"

namespace oauthspec::checks {
namespace {

using testing::FakeSite;
using ::testing::HasSubstr;

constexpr Requirements kSome{"RFC6749-3.2-1"};

Finding asks(Session& session) {
  const auto response = session.get("https://as.example/a");
  return response ? pass() : response.error();
}

Finding waits_a_while(Session& session) {
  const auto waited = session.wait(600);
  return waited ? asks(session) : waited.error();
}

constexpr Check kPlain{"t/plain", "A", kSome, Level::must, {}, asks};
constexpr Check kOther{"t/other", "A", kSome, Level::must, {}, asks};
constexpr Check kWaiting{"t/waiting", "A", kSome, Level::must, {}, waits_a_while, Waits::yes};

Answered ok(const oauth::message::Request& /*request*/) {
  return oauth::message::Response{200, {}, "{}"};
}

/// The results of a run, by the checks' ids.
class Schedules : public ::testing::Test {
 protected:
  ScheduleReport run(const std::vector<const Check*>& checks, const SiteFactory& factory) {
    return schedule(
        checks, factory, [this](CheckResult result) { results_.push_back(std::move(result)); },
        stop_.get_token());
  }

  [[nodiscard]] std::vector<std::string_view> order() const {
    std::vector<std::string_view> ids;
    for (const CheckResult& result : results_) ids.push_back(result.check->id);
    return ids;
  }

  std::stop_source stop_;
  std::vector<CheckResult> results_;
};

TEST_F(Schedules, RunsThoseThatWaitBesideTheOthers) {
  std::mutex mutex;
  std::condition_variable condition;
  bool others_done = false;
  const auto factory = [&](const std::stop_token& /*stop*/) -> std::unique_ptr<Site> {
    return std::make_unique<FakeSite>(ok, [&](std::int64_t) {
      std::unique_lock lock(mutex);
      condition.wait(lock, [&] { return others_done; });
      return true;
    });
  };
  const Check last{"t/last", "A", kSome, Level::must, {}, asks};
  const auto report = schedule(
      std::vector<const Check*>{&kWaiting, &kPlain, &last}, factory,
      [&](CheckResult result) {
        const std::lock_guard lock(mutex);
        if (result.check == &last) others_done = true;
        condition.notify_all();
        results_.push_back(std::move(result));
      },
      stop_.get_token());
  EXPECT_FALSE(report.interrupted);
  EXPECT_FALSE(report.given_up);
  EXPECT_THAT(order(), ::testing::ElementsAre("t/plain", "t/last", "t/waiting"));
}

TEST_F(Schedules, GivesUpAfterThreeSilencesInARow) {
  std::atomic<int> asked = 0;
  const auto factory = [&](const std::stop_token& /*stop*/) -> std::unique_ptr<Site> {
    return std::make_unique<FakeSite>([&](const oauth::message::Request&) -> Answered {
      ++asked;
      return std::unexpected(
          http::TransportFailure{http::TransportCode::refused, "nobody listens"});
    });
  };
  const auto report = run({&kPlain, &kOther, &kPlain, &kOther, &kPlain}, factory);
  ASSERT_TRUE(report.given_up);
  EXPECT_THAT(*report.given_up, HasSubstr("nobody listens"));
  EXPECT_EQ(asked, 3);
  EXPECT_EQ(results_.size(), 3U);
}

TEST_F(Schedules, ForgivesTwoSilences) {
  std::atomic<int> asked = 0;
  const auto factory = [&](const std::stop_token& /*stop*/) -> std::unique_ptr<Site> {
    return std::make_unique<FakeSite>([&](const oauth::message::Request& request) -> Answered {
      if (++asked % 3 == 0) return ok(request);
      return std::unexpected(http::TransportFailure{http::TransportCode::closed, "it hung up"});
    });
  };
  const auto report = run({&kPlain, &kOther, &kPlain, &kOther, &kPlain, &kOther}, factory);
  EXPECT_FALSE(report.given_up);
  EXPECT_EQ(results_.size(), 6U);
}

// Whoever waits is woken by the end of the run, and has found out nothing.
TEST_F(Schedules, StopsThoseThatWait) {
  const auto factory = [this](const std::stop_token& stop) -> std::unique_ptr<Site> {
    return std::make_unique<FakeSite>(ok, [this, stop](std::int64_t) {
      stop_.request_stop();
      while (!stop.stop_requested()) std::this_thread::yield();
      return false;
    });
  };
  const auto report = run({&kWaiting}, factory);
  EXPECT_TRUE(report.interrupted);
  EXPECT_TRUE(results_.empty());
}

}  // namespace
}  // namespace oauthspec::checks
