// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/wire.h"

#include <gtest/gtest.h>

namespace oauthspec::adapter {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kStderr = 1024;

std::string line_of(const Heard& heard) {
  const auto* line = std::get_if<std::string>(&heard);
  return line == nullptr ? "(no line)" : *line;
}

TEST(ProcessWire, CarriesLinesWhateverTheySay) {
  const auto wire = wire_to_process("cat", kStderr);
  ASSERT_EQ(wire->open(), std::nullopt);
  wire->put("no JSON at all\n\n");
  EXPECT_EQ(line_of(wire->next(Clock::now() + 20s)), "no JSON at all");
  EXPECT_EQ(line_of(wire->next(Clock::now() + 20s)), "");
}

TEST(ProcessWire, EndsTheInputOnceAllIsWritten) {
  const auto wire = wire_to_process("cat; exit 3", kStderr);
  ASSERT_EQ(wire->open(), std::nullopt);
  const std::string long_line(1'000'000, 'x');
  wire->put(long_line + '\n');
  wire->end_input();
  EXPECT_EQ(line_of(wire->next(Clock::now() + 20s)), long_line);
  const Heard end = wire->next(Clock::now() + 20s);
  ASSERT_TRUE(std::holds_alternative<Died>(end));
  EXPECT_EQ(std::get<Died>(end).exit_code, 3);
}

TEST(ProcessWire, EndsTheInputOfACommandThatReadsNone) {
  const auto wire = wire_to_process("exec true", kStderr);
  ASSERT_EQ(wire->open(), std::nullopt);
  wire->put(std::string(1'000'000, 'x'));
  wire->end_input();
  EXPECT_TRUE(std::holds_alternative<Died>(wire->next(Clock::now() + 20s)));
}

TEST(ProcessWire, ShowsALineThatHasNoEnd) {
  const auto wire = wire_to_process("printf 'whole\\nhalf'; exec sleep 600", kStderr);
  ASSERT_EQ(wire->open(), std::nullopt);
  EXPECT_EQ(line_of(wire->next(Clock::now() + 20s)), "whole");
  EXPECT_TRUE(std::holds_alternative<TimedOut>(wire->next(Clock::now() + 200ms)));
  EXPECT_EQ(wire->take_rest(), "half");
}

}  // namespace
}  // namespace oauthspec::adapter
