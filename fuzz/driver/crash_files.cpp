// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/crash_files.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "fuzz/driver/engine.h"
#include "fuzz/driver/files.h"
#include "fuzz/driver/status.h"
#include "harness/adapter/program.h"

namespace oauthspec::fuzz::driver {
namespace {

using std::filesystem::path;

constexpr std::chrono::seconds kLongestReplay{3 * kInputSeconds};
constexpr const char* kUnnamed = "unnamed";
constexpr const char* kNotReproduced = "not-reproduced";

Crash unknown_crash(bool reproduced) {
  Crash crash;
  crash.kind = reproduced ? "unnamed" : "not reproduced";
  crash.headline =
      reproduced ? "the program ended without a word" : "it crashed once, and not again";
  crash.name = reproduced ? kUnnamed : kNotReproduced;
  return crash;
}

// Whether a program ended as none does that an input breaks: libFuzzer says 77 of a crash, 70 of a timeout, 71 of too much memory; a sanitizer
// ends it with 1, and what is broken otherwise by a signal.
bool refuses(const adapter::Died& died) {
  constexpr auto kOfCrashes = std::to_array({1, 70, 71, 77});
  return died.exit_code && std::ranges::find(kOfCrashes, *died.exit_code) == kOfCrashes.end();
}

// AddressSanitizer's own allocations instead of those of fuzz/check/execution_memory.cpp, and all that it can know of them, where
// fuzz/engine/sanitizer_options.cpp keeps little: it says of what is wrong with memory what that memory was, and names a leak by it.
std::vector<std::pair<std::string, std::string>> as_the_sanitizer_has_it() {
  const char* const given = std::getenv("ASAN_OPTIONS");
  return {{"ASAN_OPTIONS", fmt::format("malloc_context_size=30:{}", given == nullptr ? "" : given)},
          {"OAUTHSPEC_FUZZ_MEMORY", "sanitizer"}};
}

}  // namespace

std::vector<path> unsorted_crashes(const Places& places, const std::string& target) {
  std::vector<path> files = files_in(places.crashes(target));
  std::erase_if(files, [](const path& file) { return !is_crash_file(file.filename().string()); });
  return files;
}

std::expected<std::optional<Crash>, std::string> replay(const Places& places,
                                                        const std::string& target,
                                                        const path& input) {
  const auto run = adapter::run_to_end(
      replay_words(places, target, input),
      {.environment = as_the_sanitizer_has_it(), .folder = {}, .dies_with_us = true},
      kLongestReplay);
  if (!run) return std::unexpected(run.error());
  if (run->died.exit_code == adapter::kNotThere) {
    return std::unexpected(fmt::format("{}: cannot be run", places.program(target).string()));
  }
  if (run->died.exit_code == 0) return std::optional<Crash>();
  if (auto crash = read_crash(run->output, places.tree)) return crash;
  if (refuses(run->died)) {
    return std::unexpected(fmt::format("{} {}: {}", places.program(target).string(),
                                       describe(run->died), last_line(run->output)));
  }
  return unknown_crash(true);
}

std::expected<SortedCrash, std::string> know_crash(const Places& places, const std::string& target,
                                                   const path& input, const std::string& output) {
  auto again = replay(places, target, input);
  if (!again) return std::unexpected(again.error());
  std::optional<Crash> crash = *std::move(again);
  if (!crash) crash = read_crash(output, places.tree);
  SortedCrash sorted;
  sorted.crash = crash ? *std::move(crash) : unknown_crash(false);
  const path folder = places.crashes(target) / sorted.crash.name;
  const std::vector<path> there = files_in(folder);
  // What has no name of its own may be many things.
  const bool named = sorted.crash.name != kUnnamed && sorted.crash.name != kNotReproduced;
  sorted.surplus = named && there.size() >= kMostInputs;
  const path kept = sorted.surplus ? there.front() : input;
  sorted.file = sorted.crash.name + "/" + kept.filename().string();
  return sorted;
}

void sort_crash(const Places& places, const std::string& target, const path& input,
                const SortedCrash& sorted) {
  const path place = places.crashes(target) / sorted.file;
  std::error_code error;
  std::filesystem::create_directories(place.parent_path(), error);
  if (sorted.surplus) {
    std::filesystem::remove(input, error);
  } else {
    // Where it cannot be moved it stays where it is, and is sorted another time.
    std::filesystem::rename(input, place, error);
  }
}

}  // namespace oauthspec::fuzz::driver
