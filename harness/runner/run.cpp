// SPDX-License-Identifier: Apache-2.0
#include "harness/runner/run.h"

#include <chrono>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "harness/result/sanitizer.h"

namespace oauthspec::runner {
namespace {

using result::Result;
using result::Status;

std::string control_name(const Case& one) {
  return one.suite->name + "/" + one.test->control.value_or("");
}

// The selected tests, after those of their controls that are not among them and were not run before.
std::vector<Case> with_controls(const vector::Library& library, std::span<const Case> selected,
                                const RunOptions& options, std::size_t& added) {
  std::set<const vector::Test*> present;
  for (const Case& one : selected) {
    present.insert(one.test);
  }
  std::vector<Case> all;
  for (const Case& one : selected) {
    if (!one.test->control || options.finished.contains(control_name(one))) {
      continue;
    }
    const auto found = library.find(control_name(one));
    if (found.test != nullptr && present.insert(found.test).second) {
      all.push_back({found.suite, found.test});
    }
  }
  added = all.size();
  all.insert(all.end(), selected.begin(), selected.end());
  return all;
}

// Turns observations into results, each once its control is known.
//
// Threads: any number at a time, after greet(). They judge side by side, and only what the results share is guarded.
class Settling {
 public:
  Settling(const vector::Library& library, std::span<const Case> cases, std::size_t added,
           const RunOptions& options, const ReferenceFunction& reference, const ResultSink& sink)
      : library_(library),
        cases_(cases),
        added_(added),
        options_(options),
        reference_(reference),
        sink_(sink) {
    for (const Case& one : cases_) {
      if (one.test->control) {
        controls_.insert(control_name(one));
      }
    }
    for (const auto& [test, status] : options_.finished) {
      Result before;
      before.test = test;
      before.status = status;
      known_.emplace(test, std::move(before));
    }
  }

  void greet(const adapter::Hello& hello) { hello_ = hello; }

  void take(Observation observation) {
    const Case& one = cases_[observation.index];
    Result judged = result_of(one, std::move(observation.outcome));
    judged.stderr_text = std::move(observation.stderr_text);
    judged.duration = observation.duration;
    for (Result& result : settled_by(observation.index, std::move(judged))) {
      hand_on(std::move(result));
    }
  }

 private:
  struct Held {
    const vector::Test* test = nullptr;
    Result result;
  };

  Result result_of(const Case& one, Outcome outcome) {
    if (auto* answer = std::get_if<adapter::Answer>(&outcome)) {
      return judge(*one.test, *one.suite, library_.ops.at(one.suite->op), hello_,
                   std::move(*answer), options_.judge, reference_);
    }
    Result result = unjudged(*one.suite, *one.test);
    if (const auto* died = std::get_if<adapter::Died>(&outcome)) {
      result.status = Status::crash;
      result.message = "the adapter " + adapter::describe(*died);
    } else if (const auto* garbage = std::get_if<adapter::Garbage>(&outcome)) {
      result.status = Status::error;
      result.message = fmt::format("the adapter broke the protocol: {}{}{}", garbage->reason,
                                   garbage->line.empty() ? "" : ": ", garbage->line);
    } else if (const auto* unsupported = std::get_if<Unsupported>(&outcome)) {
      result.status = Status::unsupported;
      result.message = "the adapter does not offer " + unsupported->need;
    } else if (const auto* not_run = std::get_if<NotRun>(&outcome)) {
      result.message = not_run->reason;
    } else {
      result.status = Status::timeout;
      result.message =
          fmt::format("no answer within {} s",
                      std::chrono::duration<double>(options_.schedule.timeout).count());
    }
    return result;
  }

  // The results that are final now that this one is known.
  std::vector<Result> settled_by(std::size_t index, Result judged) {
    // Kept as it was judged: whether it is itself proof of something does not matter to those that it controls.
    Result as_control;
    as_control.test = judged.test;
    as_control.status = judged.status;
    std::vector<Result> settled;
    const std::lock_guard lock(mutex_);
    if (index >= added_) {
      settle(cases_[index], std::move(judged), settled);
    }
    if (controls_.contains(as_control.test)) {
      release(as_control, settled);
    }
    return settled;
  }

  // What a sanitizer said changes no verdict; but a crash has its reason there, and of the rest, nobody would look.
  void hand_on(Result result) {
    if (const auto report = result::sanitizer_report(result.stderr_text)) {
      const bool died = result.status == Status::crash;
      const char* before = result.message.empty() ? "" : died ? ": " : "; ";
      result.message +=
          fmt::format("{}{}{}", before, died ? "" : "stderr holds a report of ", describe(*report));
    }
    sink_(std::move(result));
  }

  void settle(const Case& one, Result judged, std::vector<Result>& settled) {
    if (!hangs_on_control(*one.test, judged)) {
      settled.push_back(std::move(judged));
      return;
    }
    const std::string name = control_name(one);
    if (const auto control = known_.find(name); control != known_.end()) {
      settle_control(*one.test, judged, control->second);
      settled.push_back(std::move(judged));
    } else if (library_.find(name).test == nullptr) {
      settled.push_back(std::move(judged));
    } else {
      held_[name].push_back({one.test, std::move(judged)});
    }
  }

  void release(const Result& control, std::vector<Result>& settled) {
    known_.emplace(control.test, control);
    auto waiting = held_.extract(control.test);
    if (waiting.empty()) {
      return;
    }
    for (Held& held : waiting.mapped()) {
      settle_control(*held.test, held.result, control);
      if (control.status == Status::not_run) {
        // The run ended first. Nothing is known yet, and a run that is resumed asks again.
        held.result.status = Status::not_run;
        held.result.message =
            fmt::format("refused as expected, but its control {} was not run", control.test);
      }
      settled.push_back(std::move(held.result));
    }
  }

  const vector::Library& library_;
  std::span<const Case> cases_;
  std::size_t added_;
  const RunOptions& options_;
  const ReferenceFunction& reference_;
  const ResultSink& sink_;
  adapter::Hello hello_;
  std::set<std::string> controls_;
  std::mutex mutex_;
  std::map<std::string, Result> known_;            // Of those that are controls: name and status.
  std::map<std::string, std::vector<Held>> held_;  // By the control that they wait for.
};

}  // namespace

ScheduleReport run(const vector::Library& library, std::span<const Case> selected,
                   const adapter::SessionFactory& factory, const RunOptions& options,
                   const ReferenceFunction& reference, const HelloSink& on_hello,
                   const ResultSink& on_result, const std::stop_token& stop) {
  std::size_t added = 0;
  const std::vector<Case> cases = with_controls(library, selected, options, added);
  Settling settling(library, cases, added, options, reference, on_result);
  return schedule(
      cases, factory, options.schedule,
      [&](const adapter::Hello& hello) {
        settling.greet(hello);
        on_hello(hello);
      },
      [&](Observation observation) { settling.take(std::move(observation)); }, stop);
}

}  // namespace oauthspec::runner
