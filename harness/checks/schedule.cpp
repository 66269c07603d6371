// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/schedule.h"

#include <algorithm>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace oauthspec::checks {
namespace {

/// One run.
class Schedule {
 public:
  Schedule(const SiteFactory& factory, const ResultSink& sink, const std::stop_token& stop,
           const ScheduleOptions& options)
      : factory_(&factory),
        sink_(&sink),
        interrupted_(&stop),
        options_(options),
        forward_(stop, [this] { over_.request_stop(); }),
        site_(factory(over_.get_token())) {}

  ScheduleReport run(std::span<const Check* const> checks) {
    // The first of each kind is what others rely on: a server that is not there is found out before anything waits for it.
    std::vector<std::jthread> waiting;
    for (const Check* check : checks) {
      if (check->waits == Waits::yes && !over()) waiting.push_back(start(*check));
    }
    for (const Check* check : checks) {
      if (check->waits == Waits::no && !over()) finish(foundations_.run(*check, site_->target()));
    }
    for (std::jthread& thread : waiting) thread.join();
    return {.interrupted = interrupted_->stop_requested(), .given_up = given_up_};
  }

 private:
  [[nodiscard]] bool over() const { return over_.stop_requested(); }

  // What it relies on is tried here, where it takes the server no time.
  std::jthread start(const Check& check) {
    if (auto failed = foundations_.failed(check, site_->target())) {
      finish(*std::move(failed));
      return {};
    }
    return std::jthread([this, &check] {
      const auto site = (*factory_)(over_.get_token());
      CheckResult result = checks::run(check, site->target());
      // One that was stopped while it waited found out nothing, and never ran.
      if (!over() || result.finding.verdict != Verdict::inconclusive) finish(std::move(result));
    });
  }

  void finish(CheckResult result) {
    const std::lock_guard lock(mutex_);
    count(result);
    (*sink_)(std::move(result));
  }

  void count(const CheckResult& result) {
    unanswered_ = result.finding.unanswered ? unanswered_ + 1 : 0;
    if (unanswered_ < options_.most_unanswered || given_up_) return;
    given_up_ = fmt::format("the server gave no answer in {} checks one after another: {}",
                            unanswered_, result.finding.message);
    over_.request_stop();
  }

  const SiteFactory* factory_;
  const ResultSink* sink_;
  const std::stop_token* interrupted_;
  ScheduleOptions options_;
  std::stop_source over_;
  std::stop_callback<std::function<void()>> forward_;
  std::unique_ptr<Site> site_;
  Foundations foundations_;
  std::mutex mutex_;  // Over what follows, and the sink.
  std::size_t unanswered_ = 0;
  std::optional<std::string> given_up_;
};

}  // namespace

ScheduleReport schedule(std::span<const Check* const> checks, const SiteFactory& factory,
                        const ResultSink& sink, const std::stop_token& stop,
                        const ScheduleOptions& options) {
  return Schedule(factory, sink, stop, options).run(checks);
}

}  // namespace oauthspec::checks
