// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cerrno>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness/adapter/process.h"
#include "harness/runner/schedule.h"

namespace oauthspec::runner {

/// A run of a suite "test/echo" whose tests say in "do" what the fake adapter does.
class Schedule : public testing::Test {
 protected:
  void SetUp() override {
    suite_.name = "test/echo";
    suite_.op = "test.echo";
    options_.timeout = std::chrono::seconds(20);
    scratch_ =
        std::filesystem::path(testing::TempDir()) / ("schedule_test." + std::to_string(getpid()));
    std::filesystem::create_directories(scratch_);
  }

  void TearDown() override {
    std::filesystem::remove_all(scratch_);
    EXPECT_TRUE(waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD) << "a child is left";
  }

  void add(const std::string& id, nlohmann::json in, const std::string& feature = "") {
    in["name"] = id;
    vector::Test test;
    test.id = id;
    test.in = std::move(in);
    if (!feature.empty()) {
      test.requires_features.push_back(feature);
    }
    suite_.tests.push_back(std::move(test));
  }

  void add_echoes(int from, int to) {
    for (int i = from; i < to; ++i) {
      add("e" + std::to_string(i), {{"value", i}});
    }
  }

  // What became of a test, in one word or two.
  static std::string word(const Outcome& outcome) {
    struct Words {
      std::string operator()(const adapter::Answer& answer) const {
        if (const auto* out = std::get_if<adapter::Out>(&answer.verdict)) {
          return "out " + out->value.dump();
        }
        return "answer";
      }
      std::string operator()(const adapter::Died& died) const { return adapter::describe(died); }
      std::string operator()(const adapter::Garbage& garbage) const {
        return "garbage: " + garbage.reason;
      }
      std::string operator()(const adapter::TimedOut&) const { return "timeout"; }
      std::string operator()(const Unsupported& unsupported) const {
        return "unsupported " + unsupported.need;
      }
      std::string operator()(const NotRun& not_run) const { return "not run: " + not_run.reason; }
    };
    return std::visit(Words{}, outcome);
  }

  void run_with(const adapter::SessionFactory& factory) {
    std::vector<Case> cases;
    cases.reserve(suite_.tests.size());
    for (const vector::Test& test : suite_.tests) {
      cases.push_back({&suite_, &test});
    }
    report_ = schedule(
        cases, factory, options_,
        [this](const adapter::Hello& hello) { greeted_ = hello.impl.name; },
        [&, this](const Observation& observation) {
          const std::lock_guard lock(mutex_);
          const std::string& id = cases[observation.index].test->id;
          order_.push_back(id);
          EXPECT_FALSE(words_.contains(id)) << id << " was reported twice";
          words_[id] = word(observation.outcome);
          stderr_[id] = observation.stderr_text;
          if (id == stop_after_) {
            stop_.request_stop();
          }
        },
        stop_.get_token());
    EXPECT_EQ(words_.size(), suite_.tests.size()) << "every test is reported";
  }

  void run(const std::string& arguments = "") {
    run_command(std::string(OAUTHSPEC_FAKE_ADAPTER) + " " + arguments);
  }

  void run_command(const std::string& command) {
    adapter::ProcessOptions process;
    process.command = command;
    process.suite_version = "0.1.0";
    process.kill_grace = std::chrono::milliseconds(100);
    run_with([process] { return std::make_unique<adapter::ProcessSession>(process); });
  }

  void expect_echoes(int from, int to) {
    for (int i = from; i < to; ++i) {
      EXPECT_EQ(words_["e" + std::to_string(i)], "out " + std::to_string(i));
    }
  }

  std::mutex mutex_;
  vector::Suite suite_;
  ScheduleOptions options_;
  std::filesystem::path scratch_;
  std::stop_source stop_;
  std::string stop_after_;
  std::string greeted_;  // The adapter's name, once its hello was there.
  ScheduleReport report_;
  std::vector<std::string> order_;
  std::map<std::string, std::string> words_;
  std::map<std::string, std::string> stderr_;
};

}  // namespace oauthspec::runner
