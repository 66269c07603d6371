// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/program.h"

#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::adapter {
namespace {

using std::chrono::milliseconds;
using ::testing::HasSubstr;

constexpr milliseconds kLong{30'000};

TEST(Program, GivesBothStreamsAsOneTextInTheirOrder) {
  const auto run = run_to_end(
      {"sh", "-c", "echo one; echo two >&2; echo \"$1\"; exit 3", "sh", "it's $HOME"}, {}, kLong);
  ASSERT_TRUE(run) << run.error();
  EXPECT_EQ(run->output, "one\ntwo\nit's $HOME\n");
  EXPECT_EQ(run->died.exit_code, 3);
  EXPECT_FALSE(run->timed_out);
}

TEST(Program, TellsWhatItUsedOfTheProcessor) {
  const auto busy =
      run_to_end({"sh", "-c", "n=0; while [ $n -lt 300000 ]; do n=$((n+1)); done"}, {}, kLong);
  const auto idle = run_to_end({"sleep", "0.3"}, {}, kLong);
  ASSERT_TRUE(busy) << busy.error();
  ASSERT_TRUE(idle) << idle.error();
  EXPECT_GT(busy->used.user, milliseconds(20));
  EXPECT_LT(idle->used.user + idle->used.system, milliseconds(100));
}

TEST(Program, TellsNothingOfItBeforeItHasEnded) {
  auto program = Program::start({"sleep", "30"}, {});
  ASSERT_TRUE(program) << program.error();
  EXPECT_FALSE(program->processor_time());
  program->end(milliseconds(0));
  EXPECT_FALSE(program->processor_time());
}

TEST(Program, HasTheEnvironmentAndTheFolderThatItIsGiven) {
  const auto run = run_to_end(
      {"sh", "-c", "echo $COLOUR; pwd"},
      {.environment = {{"COLOUR", "blue 'n green"}}, .folder = "/usr", .dies_with_us = true},
      kLong);
  ASSERT_TRUE(run) << run.error();
  EXPECT_EQ(run->output, "blue 'n green\n/usr\n");
}

TEST(Program, OfNoSuchNameExitsWith127) {
  const auto run = run_to_end({"/nowhere/to/be/found"}, {}, kLong);
  ASSERT_TRUE(run) << run.error();
  EXPECT_EQ(run->died.exit_code, 127);
  EXPECT_THAT(run->output, HasSubstr("/nowhere/to/be/found"));
}

TEST(Program, IsEndedWhereItTakesTooLong) {
  const auto run =
      run_to_end({"sh", "-c", "echo first; sleep 1000 & sleep 1000"}, {}, milliseconds(200));
  ASSERT_TRUE(run) << run.error();
  EXPECT_TRUE(run->timed_out);
  EXPECT_EQ(run->output, "first\n");
}

TEST(Program, IsReadAsItWrites) {
  auto program = Program::start({"sh", "-c", "echo here; read never; sleep 1000"}, {});
  ASSERT_TRUE(program) << program.error();
  EXPECT_EQ(program->read(kLong), "here\n");
  EXPECT_FALSE(program->ended());
  program->end(milliseconds(100));
  EXPECT_EQ(program->read(kLong), "");
  EXPECT_FALSE(program->open());
}

TEST(Program, KeepsTheEndOfWhatIsLong) {
  std::string output;
  for (int piece = 0; piece < 40; ++piece) append_output(output, std::string(100'000, 'x'));
  append_output(output, "the end");
  EXPECT_LE(output.size(), 2 * kMostOutput);
  EXPECT_TRUE(output.ends_with("the end"));
}

}  // namespace
}  // namespace oauthspec::adapter
