// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

#include "harness/adapter/session.h"
#include "harness/runner/select.h"

namespace oauthspec::runner {

/// However many questions an adapter takes at once, no more than this many are open, and suspects when it dies.
inline constexpr std::uint32_t kMostOpen = 64;

/// The adapter does not offer the op, or lacks a feature that the test requires; it was not asked.
struct Unsupported {
  std::string need;
};

/// The run ended before the test's turn.
struct NotRun {
  std::string reason;
};

/// What became of a question. Died, Garbage and TimedOut stand for the one test that causes them.
using Outcome = std::variant<adapter::Answer, adapter::Died, adapter::Garbage, adapter::TimedOut,
                             Unsupported, NotRun>;

/// One outcome, and what was seen meanwhile.
struct Observation {
  std::size_t index = 0;  ///< Of the case, in the span that was given.
  Outcome outcome;
  std::string stderr_text;
  std::chrono::microseconds duration{0};
};

/// How to run.
struct ScheduleOptions {
  unsigned sessions = 1;  ///< How many adapters work side by side.
  /// How long one question may take. Its clock starts when it is sent, and anew whenever its session
  /// answers another one: an adapter that works one by one is not blamed for the length of its queue.
  std::chrono::milliseconds timeout{10'000};
  unsigned max_restarts = 200;  ///< Over all sessions. Then the adapter is given up.
};

/// How the run as a whole went.
struct ScheduleReport {
  std::optional<adapter::StartProblem>
      start_problem;                    ///< The adapter never started; nothing was asked.
  std::optional<std::string> given_up;  ///< Why tests were left although nobody interrupted.
  bool interrupted = false;
  unsigned restarts = 0;
  std::vector<std::string> troubles;  ///< Broken protocol and deaths that no single test causes.
  std::vector<std::string> remarks;   ///< Worth a look, and no reason to think less of any test.
};

/// Called once, before any observation.
using HelloSink = std::function<void(const adapter::Hello&)>;

/// Called once for each case, from the session that asked it, so that several may be called at a time.
using ObservationSink = std::function<void(Observation)>;

/// Puts every case to adapters of one kind, and hands on what comes of each.
///
/// When a session dies, stalls or talks nonsense, it is started anew, and the questions that were open are asked again one at a time: what
/// happens then is the test's own doing.
///
/// Threads: starts one for each session; the sinks are called from any of them.
[[nodiscard]] ScheduleReport schedule(std::span<const Case> cases,
                                      const adapter::SessionFactory& factory,
                                      const ScheduleOptions& options, const HelloSink& on_hello,
                                      const ObservationSink& on_observation,
                                      const std::stop_token& stop = {});

}  // namespace oauthspec::runner
