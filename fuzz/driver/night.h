// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <utility>
#include <vector>

#include "fuzz/driver/schedule.h"

namespace oauthspec::fuzz::driver {

/// What a night has made of one target.
struct TargetNight {
  std::string name;
  Share share;
  std::uint64_t executions = 0;
  std::uint64_t first_coverage = 0;  ///< Edges that the corpus reached at the beginning,
  std::uint64_t coverage = 0;        ///< and reaches.
  std::uint64_t features = 0;
  std::uint64_t inputs = 0;                               ///< That the engine held last.
  std::uint64_t added = 0;                                ///< New ones.
  std::vector<std::pair<double, std::uint64_t>> history;  ///< Coverage by seconds used.
};

/// One crash, however many inputs lead to it.
struct KnownCrash {
  std::string target;
  std::string name;
  std::string headline;
  std::string input;  ///< The first file, in the target's folder of crashes.
  std::uint64_t times = 0;
  std::string first_seen;  ///< "2026-01-31T23:59:59.000Z"
};

/// A night of fuzzing, as far as it has come. Written after every slice, so that it can be gone on with.
struct Night {
  std::string engine = "libfuzzer";
  std::string started;
  double wanted = 0;  ///< Seconds that it is to take,
  double spent = 0;   ///< and has taken.
  unsigned slice = 60;
  unsigned cores = 1;
  std::uint64_t slices = 0;
  bool ended = false;
  std::string end_note;  ///< Why it ended before its time.
  std::vector<TargetNight> targets;
  std::vector<KnownCrash> crashes;
};

[[nodiscard]] std::string write_night(const Night& night);

/// Errors: why it is no night's state, for people.
[[nodiscard]] std::expected<Night, std::string> read_night(const std::string& text);

/// Takes note of a crash; whether it was not known.
bool enter_crash(Night& night, KnownCrash crash);

/// The shares of all targets, in their order, and back.
[[nodiscard]] std::vector<Share> shares_of(const Night& night);
void set_shares(Night& night, const std::vector<Share>& shares);

/// Adds a point to a target's history, which is thinned out where it grows long.
void enter_history(TargetNight& target);

}  // namespace oauthspec::fuzz::driver
