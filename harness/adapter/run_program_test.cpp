// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/run_program.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace oauthspec::adapter {
namespace {

using std::chrono::milliseconds;
using ::testing::HasSubstr;

constexpr milliseconds kLong{30'000};

TEST(RunProgram, GivesWhatItWrote) {
  EXPECT_EQ(run_program({"printf", "%s|", "a b", "it's", "$HOME", ""}, kLong), "a b|it's|$HOME||");
}

TEST(RunProgram, HasNothingOnItsStdin) {
  EXPECT_EQ(run_program({"cat"}, kLong), "");
}

TEST(RunProgram, SaysHowItFailed) {
  const auto failed =
      run_program({"sh", "-c", "echo no >&2; echo no login form >&2; exit 3"}, kLong);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error(), "sh exited with 3: no login form");
  const auto killed = run_program({"sh", "-c", "kill -9 $$"}, kLong);
  ASSERT_FALSE(killed);
  EXPECT_THAT(killed.error(), HasSubstr("signal 9"));
}

TEST(RunProgram, OfNoSuchNameIsAnError) {
  const auto missing = run_program({"/nowhere/to/be/found"}, kLong);
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error(), HasSubstr("exited with 127"));
}

TEST(RunProgram, EndsWhatTakesTooLong) {
  const auto late = run_program({"sh", "-c", "sleep 1000 & sleep 1000"}, milliseconds(100));
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error(), "sh took too long");
}

TEST(RunProgram, ReadsMoreThanAPipeHolds) {
  const auto much =
      run_program({"sh", "-c", "head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2"}, kLong);
  ASSERT_TRUE(much) << much.error();
  EXPECT_EQ(much->size(), 300'000U);
}

}  // namespace
}  // namespace oauthspec::adapter
