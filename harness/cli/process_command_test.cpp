// SPDX-License-Identifier: Apache-2.0
// The program over adapters that are processes: started for each question, killed from outside, in shards, with sanitizers.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/cli/testing/command.h"

namespace oauthspec::cli {
namespace {

using std::filesystem::path;
using testing::AllOf;
using testing::AnyOf;
using testing::Each;
using testing::EndsWith;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

TEST_F(Command, StartsAProcessForEachQuestion) {
  add("plain", "abc", "abc");
  add("exits", "exit", "exit");
  add("hangs", "hang", "hang");
  add("babbles", "garbage", "garbage");
  add("answers-and-exits", "answer_and_exit", "answer_and_exit");
  add("again", "def", "def");
  const std::string words = "vectors --results " + results_.string() + " --exec '" +
                            OAUTHSPEC_FAKE_ADAPTER +
                            " --once --by-text --op oauth1.percent_encode' --timeout 5 -j 2";
  EXPECT_EQ(run(words), 1);
  EXPECT_THAT(statuses(),
              UnorderedElementsAre("plain pass", "exits crash", "hangs timeout", "babbles error",
                                   "answers-and-exits crash", "again pass"));
  EXPECT_THAT(out_, AllOf(HasSubstr("the adapter exited with code 7\n"),
                          HasSubstr("oauthspec vectors --exec '"), HasSubstr("about to exit")));
  EXPECT_EQ(err_, "");
}

TEST_F(Command, TakesOneOfAdapterAndExec) {
  add("plain", "abc", "abc");
  EXPECT_EQ(run("vectors --exec x --adapter y"), 2);
  EXPECT_THAT(err_, HasSubstr("--adapter excludes --exec"));
  EXPECT_EQ(run("vectors --exec ''"), 2);
  EXPECT_EQ(run("vectors --exec 'exit 9'"), 3);
  EXPECT_THAT(err_, HasSubstr("it exited with code 9 before its hello"));
}

TEST_F(Command, FindsNothingWrongWithAnEmptyShard) {
  add("plain", "abc", "abc");
  std::vector<std::string> all;
  for (int i = 1; i <= 9; ++i) {
    EXPECT_EQ(run(against() + "--shard " + std::to_string(i) + "/9"), 0);
    const auto part = statuses();
    all.insert(all.end(), part.begin(), part.end());
  }
  EXPECT_THAT(all, testing::ElementsAre("plain pass"));
}

TEST_F(Command, FindsNothingWrongWithAShardOfWhichNothingIsOffered) {
  add("plain", "abc", "abc");
  tests_[0]["requires"] = {"RSA-SHA1"};
  EXPECT_EQ(run(against() + "--shard 1/1"), 0);
  EXPECT_THAT(statuses(), testing::ElementsAre("plain unsupported"));
}

TEST_F(Command, TellsABuildFarmThatItTakesItsPartOnly) {
  add("plain", "abc", "abc");
  const path bazel = root_ / "bazel";
  EXPECT_EQ(run(against(),
                "TEST_TOTAL_SHARDS=2 TEST_SHARD_INDEX=1 TEST_SHARD_STATUS_FILE=" + bazel.string()),
            0);
  EXPECT_TRUE(std::filesystem::exists(bazel));
  const auto file = result::read(results_);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->run.value_or(result::Run{}).shard, file->results.empty() ? "" : "2/2");
  const path other = root_ / "other";
  EXPECT_EQ(run(against() + "--shard 1/1",
                "TEST_TOTAL_SHARDS=2 TEST_SHARD_INDEX=1 "
                "TEST_SHARD_STATUS_FILE=" +
                    other.string()),
            0);
  EXPECT_FALSE(std::filesystem::exists(other)) << "the farm's division is not the one that is run";
  EXPECT_EQ(run(against(),
                "TEST_TOTAL_SHARDS=2 TEST_SHARD_INDEX=1 "
                "TEST_SHARD_STATUS_FILE=/nonexistent/file"),
            2);
  EXPECT_EQ(run(against(), "GTEST_TOTAL_SHARDS=2 GTEST_SHARD_INDEX=2"), 2);
}

// The vectors that the project publishes.
class RealVectors : public Command {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(root_);
    vectors_ = path(OAUTHSPEC_SOURCE_DIR) / "vectors";
  }

  // The names of all results.
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> all;
    const auto file = result::read(results_);
    if (!file) {
      return {file.error().reason};
    }
    for (const auto& result : file->results) {
      all.push_back(result.test);
    }
    return all;
  }

  // Those of a run of everything that is selected, in order.
  std::vector<std::string> every_name(const std::string& pattern) {
    EXPECT_EQ(run("vectors " + pattern + " --results " + results_.string()), 0);
    auto all = names();
    std::ranges::sort(all);
    EXPECT_GT(all.size(), 100U);
    return all;
  }
};

class Shards : public RealVectors, public testing::WithParamInterface<int> {};

TEST_P(Shards, HoldEachTestOnce) {
  const auto whole = every_name("");
  const std::string count = std::to_string(GetParam());
  std::vector<std::string> united;
  for (int i = 0; i < GetParam(); ++i) {
    // By the option, and as Bazel and GoogleTest say it, in turn.
    const std::string index = std::to_string(i);
    const std::string options = "vectors --results " + results_.string();
    if (i % 3 == 0) {
      EXPECT_EQ(run(options + " --shard " + std::to_string(i + 1) + "/" + count), 0);
    } else {
      const std::string prefix = i % 3 == 1 ? "TEST_" : "GTEST_";
      EXPECT_EQ(
          run(options, prefix + "TOTAL_SHARDS=" + count + " " + prefix + "SHARD_INDEX=" + index),
          0);
    }
    const auto part = names();
    EXPECT_LT(part.size(), whole.size() * 2 / static_cast<std::size_t>(GetParam()) + 1);
    united.insert(united.end(), part.begin(), part.end());
  }
  std::ranges::sort(united);
  EXPECT_EQ(united, whole);
}

INSTANTIATE_TEST_SUITE_P(Counts, Shards, testing::Values(1, 2, 3, 7));

// Kills one of the processes whose numbers are the names of the files in a folder, again and again at random moments, once
// there are results.
class Killer {
 public:
  Killer(path folder, path results) : folder_(std::move(folder)), results_(std::move(results)) {
    thread_ = std::jthread([this](const std::stop_token& stop) { run(stop); });
  }

  int killed() {
    thread_ = {};
    return killed_;
  }

 private:
  void run(const std::stop_token& stop) {
    std::uniform_int_distribution<int> microseconds(0, 60'000);
    while (!stop.stop_requested()) {
      std::error_code none;
      const auto octets = std::filesystem::file_size(results_, none);
      if (none || octets == 0) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
        continue;
      }
      kill_one();
      std::this_thread::sleep_for(std::chrono::microseconds(microseconds(random_)));
    }
  }

  void kill_one() {
    std::vector<pid_t> alive;
    for (const auto& file : std::filesystem::directory_iterator(folder_)) {
      const pid_t pid = std::stoi(file.path().filename().string());
      // Only what is an adapter still, and no other process that has got its number since.
      std::error_code ignored;
      std::string command;
      std::ifstream cmdline(path("/proc") / std::to_string(pid) / "cmdline");
      std::getline(cmdline, command);
      if (command.contains("adapter")) {
        alive.push_back(pid);
      } else {
        std::filesystem::remove(file.path(), ignored);
      }
    }
    if (!alive.empty()) {
      const auto which = std::uniform_int_distribution<std::size_t>(0, alive.size() - 1)(random_);
      killed_ += ::kill(alive[which], SIGKILL) == 0 ? 1 : 0;
    }
  }

  path folder_;
  path results_;
  std::mt19937 random_{std::random_device{}()};
  std::atomic<int> killed_ = 0;
  std::jthread thread_;
};

struct Kind {
  std::string pattern;
  std::string options;
};

// For the message of a failure.
void PrintTo(const Kind& kind, std::ostream* out) {
  *out << kind.options;
}

class Killing : public RealVectors, public testing::WithParamInterface<Kind> {};

// Whatever is killed and whenever, the run comes to its end, and no test is lost, asked of nobody or judged by half an answer.
TEST_P(Killing, NeverHangsTheRun) {
  const auto whole = every_name(GetParam().pattern);
  std::filesystem::remove(results_);
  const path folder = root_ / "adapters";
  std::filesystem::create_directories(folder);
  const std::string adapter =
      "'echo >" + folder.string() + "/$$; exec " + OAUTHSPEC_BINARY + " adapter'";
  Killer killer(folder, results_);
  const int exit_code = run("vectors --max-restarts 100000 --results " + results_.string() + " " +
                            GetParam().pattern + " " + GetParam().options + " " + adapter);
  EXPECT_GT(killer.killed(), 0);
  // 0: it was killed after the last answer only; 1: deaths were reported, with a test or without; 3: it was killed each
  // time while it started again.
  EXPECT_THAT(exit_code, AnyOf(0, 1, 3)) << err_;
  auto found = names();
  std::ranges::sort(found);
  EXPECT_EQ(found, whole);
  EXPECT_THAT(statuses(), Each(AnyOf(EndsWith(" pass"), EndsWith(" crash"), EndsWith(" vacuous"),
                                     EndsWith(" not_run"))));
}

INSTANTIATE_TEST_SUITE_P(Runs, Killing,
                         testing::Values(Kind{"oauth1", "-j 1 --adapter"},
                                         Kind{"oauth1", "-j 3 --adapter"},
                                         Kind{"oauth1/percent_encode", "-j 2 --exec"}));

#ifdef OAUTHSPEC_SANITIZED_ADAPTER

TEST_F(Command, NamesWhatASanitizerFound) {
  add("plain", "abc", "abc");
  add("overrun", "overrun", "overrun");
  add("overflow", "overflow", "overflow");
  add("leak", "leak", "leak");
  EXPECT_EQ(
      run("vectors --results " + results_.string() + " --adapter " + OAUTHSPEC_SANITIZED_ADAPTER),
      1);
  EXPECT_THAT(statuses(),
              UnorderedElementsAre("plain pass", "overrun crash", "overflow pass", "leak pass"));
  EXPECT_THAT(
      out_,
      AllOf(
          HasSubstr("AddressSanitizer: heap-buffer-overflow in read_beyond_the_end "
                    "(sanitized_adapter.cpp:"),
          HasSubstr("pass        oauth1/percent_encode/overflow"),
          HasSubstr("stderr holds a report of UndefinedBehaviorSanitizer: signed integer overflow"),
          HasSubstr(", 2 with a sanitizer's report\n")));
  EXPECT_THAT(
      err_,
      HasSubstr(
          "when the adapter ended, stderr held a report of LeakSanitizer: detected memory leaks in "
          "leak (sanitized_adapter.cpp:"));
  const std::string exec = " --exec 'head -n 1 | " + std::string(OAUTHSPEC_SANITIZED_ADAPTER) + "'";
  EXPECT_EQ(run("vectors oauth1/percent_encode/leak --results " + results_.string() + exec), 1);
  EXPECT_THAT(statuses(), testing::ElementsAre("leak crash"))
      << "a process of its own ends with the test";
}

#endif

}  // namespace
}  // namespace oauthspec::cli
