// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/vectors_command.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "harness/cli/known_failures.h"
#include "harness/cli/report_files.h"
#include "harness/cli/result_masks.h"
#include "harness/cli/results_record.h"
#include "harness/cli/run_display.h"
#include "harness/cli/run_end.h"
#include "harness/report/report.h"
#include "harness/report/text.h"
#include "harness/runner/run.h"

namespace oauthspec::cli {
namespace {

result::Run run_of(const adapter::Hello& hello, const VectorsSurroundings& surroundings,
                   const std::string& replay) {
  return {.version = OAUTHSPEC_VERSION,
          .implementation = hello.impl.name,
          .implementation_version = hello.impl.version,
          .language = hello.impl.language,
          .command = surroundings.command,
          .replay = replay,
          .shard = surroundings.shard,
          .started = surroundings.now()};
}

// A misspelt op or feature would only make tests unsupported, and nobody would look.
template <class Known>
void warn_of_unknown(std::string_view kind, const std::vector<std::string>& named,
                     const Known& known, const Console& console) {
  for (const std::string& name : named) {
    if (!known.contains(name)) {
      console.err << report::harmless(fmt::format(
                         "oauthspec vectors: the adapter names {} as {}, which no schema knows",
                         name, kind))
                  << '\n';
    }
  }
}

// Nothing was found out: a run that asks nothing is a mistake in how it was set up.
int exit_code_of_empty(const report::Tally& tally, const Console& console) {
  console.err << fmt::format(
      "oauthspec vectors: no test could be put to the library: {} unsupported, {} skipped\n",
      tally.count(result::Status::unsupported), tally.count(result::Status::skip));
  return usage;
}

/// One run, from its first result to its exit code.
class VectorsRun {
 public:
  VectorsRun(const VectorsArguments& arguments, const vector::Library& library,
             const VectorsSurroundings& surroundings, const Console& console, VectorsPlan plan,
             KnownFailures known, ResultsRecord record, ReportFiles reports)
      : arguments_(arguments),
        library_(library),
        surroundings_(surroundings),
        console_(console),
        plan_(std::move(plan)),
        known_(std::move(known)),
        record_(std::move(record)),
        reports_(std::move(reports)),
        style_{surroundings.colour, arguments.verbose, replay_of(arguments, surroundings.program)},
        display_(library, style_, console,
                 {plan_.cases.size(), arguments.verbose, "oauthspec vectors"}),
        masks_(library) {}

  /// Takes over what an earlier part of the run has recorded.
  ///
  /// Errors: why it does not belong to this run, for people.
  std::optional<std::string> take_over() {
    if (!record_.begun()) return std::nullopt;
    if (auto other = record_.other_run(run_of({}, surroundings_, style_.replay), false))
      return other;
    std::set<std::string> tests;
    for (const runner::Case& one : plan_.cases) tests.insert(one.name());
    for (const result::Result& result : record_.begun()->finished) {
      if (tests.erase(result.test) == 0) {
        return fmt::format("{} has a result of {}, which this run does not have",
                           arguments_.results, result.test);
      }
      if (!known_.agree_with(result)) {
        return fmt::format("{} has {} for {}, which is not what the expectations say now",
                           arguments_.results, result::name(result.status), result.test);
      }
      plan_.options.finished.emplace(result.test, result.before.value_or(result.status));
      known_.note(arguments_.show_secrets ? masks_.masked(result) : result);
      display_.take_over(result);
    }
    std::erase_if(plan_.cases,
                  [&](const runner::Case& one) { return !tests.contains(one.name()); });
    return std::nullopt;
  }

  int run() {
    // Ours besides the user's: a run that is not the one that was begun ends at once.
    const std::stop_callback forward(surroundings_.stop, [this] { stop_.request_stop(); });
    const auto report = runner::run(
        library_, plan_.cases, plan_.factory, plan_.options, surroundings_.reference,
        [this](const adapter::Hello& hello) { greet(hello); },
        [this](result::Result found) { take(std::move(found)); }, stop_.get_token());
    if (other_run_) {
      console_.err << "oauthspec vectors: " << report::harmless(*other_run_) << '\n';
      return usage;
    }
    return conclude(report);
  }

 private:
  void greet(const adapter::Hello& hello) {
    const result::Run run = run_of(hello, surroundings_, style_.replay);
    other_run_ = record_.other_run(run, true);
    if (other_run_) {
      stop_.request_stop();
      return;
    }
    record_.start(run);
    const std::size_t open = std::min(hello.max_in_flight, runner::kMostOpen);
    masks_.expect(plan_.cases, open * arguments_.sessions);
    display_.greet(
        fmt::format("{} {} ({})", hello.impl.name, hello.impl.version, hello.impl.language));
    warn_of_unknown("an op", hello.ops, library_.ops, console_);
    warn_of_unknown("a feature", hello.features, library_.features, console_);
  }

  // Called from several threads at a time.
  void take(result::Result found) {
    if (other_run_) return;
    start();
    known_.apply(found);
    // RFC 5849's secrets and tokens, and an adapter's echo of them, stay out of logs and terminals, and out of the
    // expectations, which are kept with the sources, whatever the user wants to see. Of most results of most runs
    // nothing is written at all.
    const bool written = record_.keeps() || display_.shows(found);
    std::optional<result::Result> hidden;
    if (!arguments_.show_secrets && (written || known_.keeps())) {
      hidden = masks_.masked(std::move(found));
    } else if (known_.keeps()) {
      hidden = masks_.masked(found);
    }
    const result::Result& shown = hidden && !arguments_.show_secrets ? *hidden : found;
    const std::string line = record_.keeps() ? result::write_line(shown) : "";
    const std::lock_guard lock(mutex_);
    if (hidden) known_.note(*hidden);
    record_.put(line);
    display_.show(shown);
  }

  // An adapter that never said who it is leaves its name empty.
  void start() {
    const std::lock_guard lock(mutex_);
    if (!record_.started()) record_.start(run_of({}, surroundings_, style_.replay));
  }

  int conclude(const runner::ScheduleReport& report) {
    const report::Tally& tally = display_.tally();
    int exit_code = exit_code_of(report, tally.any_unexpected());
    display_.conclude(report);
    if (!report.start_problem && !known_.conclude(library_, console_)) {
      exit_code = std::max<int>(exit_code, usage);
    }
    // A small part of a run may hold nothing that the adapter offers.
    const bool asked_nothing = tally.all() > 0 && tally.applicable() == 0;
    if (exit_code == as_expected && asked_nothing && surroundings_.shard.empty()) {
      exit_code = exit_code_of_empty(tally, console_);
    }
    start();
    return close_run({"oauthspec vectors", arguments_.results, record_, reports_},
                     end_of(tally, report, exit_code, surroundings_.now()), library_, console_);
  }

  const VectorsArguments& arguments_;
  const vector::Library& library_;
  const VectorsSurroundings& surroundings_;
  const Console& console_;
  VectorsPlan plan_;
  KnownFailures known_;
  ResultsRecord record_;
  ReportFiles reports_;
  report::Style style_;
  RunDisplay display_;
  ResultMasks masks_;
  std::mutex mutex_;  // Over all that take() writes to.
  std::stop_source stop_;
  std::optional<std::string> other_run_;
};

}  // namespace

int run_vectors(const VectorsArguments& arguments, const vector::Library& library,
                const VectorsSurroundings& surroundings, const Console& console) {
  const auto refuse = [&console](const std::string& reason) {
    console.err << "oauthspec vectors: " << report::harmless(reason) << '\n';
    return usage;
  };
  constexpr std::size_t kDay = 10;
  auto plan = plan_of(arguments, library, surroundings);
  if (!plan) return refuse(plan.error());
  auto known = KnownFailures::load(
      {arguments.expectations.file, arguments.expectations.update, "oauthspec vectors"}, library,
      surroundings.now().substr(0, kDay));
  if (!known) return refuse(known.error());
  auto reports = ReportFiles::open(arguments.reports);
  if (!reports) return refuse(reports.error());
  auto record = ResultsRecord::open(arguments.results, arguments.resume, !reports->none());
  if (!record) return refuse(record.error());
  VectorsRun run(arguments, library, surroundings, console, *std::move(plan), *std::move(known),
                 *std::move(record), *std::move(reports));
  if (const auto problem = run.take_over()) return refuse(*problem);
  return run.run();
}

}  // namespace oauthspec::cli
