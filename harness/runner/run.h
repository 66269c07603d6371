// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <span>
#include <stop_token>
#include <string>

#include "harness/adapter/session.h"
#include "harness/result/result.h"
#include "harness/runner/judge.h"
#include "harness/runner/schedule.h"
#include "harness/runner/select.h"
#include "harness/vector/load.h"

namespace oauthspec::runner {

/// How to run and judge.
struct RunOptions {
  ScheduleOptions schedule;
  JudgeOptions judge;
  /// What became of tests in an earlier part of the run, before expectations were taken into account: the controls
  /// among them are not run again.
  std::map<std::string, result::Status, std::less<>> finished;
};

/// Called once for each selected test, as soon as its result is final; from any session's thread, so that several may be called at
/// a time.
using ResultSink = std::function<void(result::Result)>;

/// Puts the selected tests to an adapter and judges what comes back.
///
/// A refusal proves something only when the test's control passed. A control that is not selected is run too, and not
/// reported; the refusal waits for it.
///
/// Input:  `library` holds the suites of `selected`.
/// Threads: those of schedule(); both sinks are called from any of them.
[[nodiscard]] ScheduleReport run(const vector::Library& library, std::span<const Case> selected,
                                 const adapter::SessionFactory& factory, const RunOptions& options,
                                 const ReferenceFunction& reference, const HelloSink& on_hello,
                                 const ResultSink& on_result, const std::stop_token& stop = {});

}  // namespace oauthspec::runner
