// SPDX-License-Identifier: Apache-2.0
#include "harness/cli/vectors_command.h"

#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/adapter/process.h"
#include "harness/cli/run_display.h"
#include "harness/report/report.h"
#include "harness/report/text.h"
#include "harness/result/json_lines.h"
#include "harness/result/mask.h"
#include "harness/runner/run.h"
#include "harness/runner/select.h"

namespace oauthspec::cli {
namespace {

// A run that is ready to start.
struct Plan {
  std::vector<runner::Case> cases;
  runner::RunOptions options;
  adapter::SessionFactory factory;
};

adapter::SessionFactory factory_of(const VectorsArguments& arguments,
                                   const VectorsSurroundings& surroundings) {
  if (arguments.adapter.empty()) {
    return surroundings.reference_session;
  }
  adapter::ProcessOptions process;
  process.command = arguments.adapter;
  process.suite_version = OAUTHSPEC_VERSION;
  return [process] { return std::make_unique<adapter::ProcessSession>(process); };
}

std::expected<Plan, std::string> plan_of(const VectorsArguments& arguments,
                                         const vector::Library& library,
                                         const VectorsSurroundings& surroundings) {
  Plan plan;
  auto policies = parse_policies(arguments.policies);
  if (!policies) {
    return std::unexpected(policies.error());
  }
  plan.options.judge.policies = *std::move(policies);
  if (const auto unknown = runner::unknown_policy(library.suites, plan.options.judge)) {
    return std::unexpected(
        fmt::format("no test leaves {} open; vectors/README.md lists the choices", *unknown));
  }
  runner::Selection selection{arguments.patterns, {}};
  if (!surroundings.shard.empty()) {
    const auto shard = runner::parse_shard(surroundings.shard);
    if (!shard) {
      return std::unexpected(shard.error());
    }
    selection.shard = *shard;
  }
  // Each pattern has to match: a slip in one of several would run less than was meant, unseen.
  if (const auto idle = runner::idle_patterns(library.suites, selection); !idle.empty()) {
    return std::unexpected(
        fmt::format("no test is matched by {}; oauthspec list shows all", fmt::join(idle, ", ")));
  }
  plan.cases = runner::select(library.suites, selection);
  if (plan.cases.empty() && surroundings.shard.empty()) {
    return std::unexpected("there are no tests");
  }
  plan.options.schedule.sessions = arguments.sessions;
  plan.options.schedule.timeout =
      std::chrono::milliseconds(static_cast<long>(arguments.timeout_seconds * 1000));
  plan.options.schedule.max_restarts = arguments.max_restarts;
  plan.factory = factory_of(arguments, surroundings);
  return plan;
}

std::string replay_of(const VectorsArguments& arguments, const std::string& program) {
  std::string command = report::shell_word(program) + " vectors";
  const auto add = [&command](std::string_view option, const std::string& value) {
    command += fmt::format(" {} {}", option, report::shell_word(value));
  };
  if (!arguments.adapter.empty()) {
    add("--adapter", arguments.adapter);
  }
  if (arguments.timeout_seconds != VectorsArguments{}.timeout_seconds) {
    add("--timeout", fmt::format("{}", arguments.timeout_seconds));
  }
  for (const std::string& policy : arguments.policies) {
    add("--policy", policy);
  }
  if (!arguments.vectors.empty()) {
    add("--vectors", arguments.vectors);
  }
  return command;
}

// The results file, if one is asked for, and what reports are made of.
class Record {
 public:
  explicit Record(bool for_reports) : for_reports_(for_reports) {}

  std::optional<std::string> open(const std::string& file) {
    if (file.empty()) {
      return std::nullopt;
    }
    auto writer = result::Writer::open(file);
    if (!writer) {
      return writer.error();
    }
    writer_.emplace(*std::move(writer));
    return std::nullopt;
  }

  template <class T>
  void write(const T& value) {
    begun_ = true;
    failed_ = failed_ || (writer_ && !writer_->write(value));
    if (for_reports_) {
      keep(value);
    }
  }

  [[nodiscard]] bool begun() const { return begun_; }
  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] result::File take() { return std::move(file_); }

 private:
  // As the results file has it, so that its reports are the same.
  template <class T>
  void keep(const T& value) {
    auto line = result::parse_line(result::write_line(value));
    if (!line) {
      failed_ = true;
    } else if (auto* const run = std::get_if<result::Run>(&*line)) {
      file_.run = std::move(*run);
    } else if (auto* const result = std::get_if<result::Result>(&*line)) {
      file_.results.push_back(std::move(*result));
    } else {
      file_.end = std::get<result::End>(*std::move(line));
    }
  }

  std::optional<result::Writer> writer_;
  bool for_reports_;
  result::File file_;
  bool begun_ = false;
  bool failed_ = false;
};

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

result::End end_of(const report::Tally& tally, const runner::ScheduleReport& report, int exit_code,
                   std::string now) {
  result::End end;
  for (const auto& [suite, counts] : tally.suites()) {
    for (const auto& [status, count] : counts) {
      end.counts[std::string(result::name(status))] += count;
    }
  }
  end.exit_code = exit_code;
  end.note = report.interrupted ? "interrupted" : report.given_up.value_or("");
  end.ended = std::move(now);
  return end;
}

std::optional<std::string> write_reports(ReportFiles& files, Record& record,
                                         const vector::Library& library) {
  if (files.none()) {
    return std::nullopt;
  }
  return files.write(report::assemble({record.take()}, library));
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

}  // namespace

std::expected<std::map<std::string, std::string, std::less<>>, std::string> parse_policies(
    const std::vector<std::string>& policies) {
  std::map<std::string, std::string, std::less<>> parsed;
  for (const std::string& policy : policies) {
    const std::size_t equals = policy.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == policy.size()) {
      return std::unexpected(
          fmt::format("--policy takes NAME=BRANCH, not {}", report::shell_word(policy)));
    }
    if (!parsed.emplace(policy.substr(0, equals), policy.substr(equals + 1)).second) {
      return std::unexpected(fmt::format("--policy names {} twice", policy.substr(0, equals)));
    }
  }
  return parsed;
}

std::string shard_of_environment(const std::function<const char*(const char*)>& environment) {
  for (const auto& [count_name, index_name] :
       {std::pair("TEST_TOTAL_SHARDS", "TEST_SHARD_INDEX"),
        std::pair("GTEST_TOTAL_SHARDS", "GTEST_SHARD_INDEX")}) {
    const char* count = environment(count_name);
    const char* index = environment(index_name);
    if (count == nullptr || index == nullptr) {
      continue;
    }
    // Theirs count from 0. What is no number stays as it is, and is complained of where shards are read.
    const std::string text = index;
    const bool digits = !text.empty() && text.size() < 10 &&
                        text.find_first_not_of("0123456789") == std::string::npos;
    return fmt::format("{}/{}", digits ? std::to_string(std::stoul(text) + 1) : text, count);
  }
  return {};
}

int exit_code_of(const runner::ScheduleReport& report, bool any_unexpected) {
  if (report.interrupted) {
    return interrupted;
  }
  if (report.start_problem || report.given_up) {
    return unusable;
  }
  return any_unexpected || !report.troubles.empty() ? unexpected_result : as_expected;
}

int run_vectors(const VectorsArguments& arguments, const vector::Library& library,
                const VectorsSurroundings& surroundings, const Console& console) {
  const auto plan = plan_of(arguments, library, surroundings);
  if (!plan) {
    console.err << "oauthspec vectors: " << plan.error() << '\n';
    return usage;
  }
  auto reports = ReportFiles::open(arguments.reports);
  if (!reports) {
    console.err << "oauthspec vectors: " << reports.error() << '\n';
    return usage;
  }
  Record record(!reports->none());
  if (const auto problem = record.open(arguments.results)) {
    console.err << "oauthspec vectors: " << *problem << '\n';
    return usage;
  }
  const report::Style style{surroundings.colour, arguments.verbose,
                            replay_of(arguments, surroundings.program)};
  RunDisplay display(library, style, console, plan->cases.size(), arguments.verbose);
  const auto report = runner::run(
      library, plan->cases, plan->factory, plan->options, surroundings.reference,
      [&](const adapter::Hello& hello) {
        record.write(run_of(hello, surroundings, style.replay));
        display.greet(hello);
        warn_of_unknown("an op", hello.ops, library.ops, console);
        warn_of_unknown("a feature", hello.features, library.features, console);
      },
      [&](const result::Result& found) {
        // An adapter that never said who it is leaves its name empty.
        if (!record.begun()) {
          record.write(run_of({}, surroundings, style.replay));
        }
        // RFC 5849's secrets and tokens, and an adapter's echo of them, stay out of logs and terminals.
        const result::Result shown =
            arguments.show_secrets
                ? found
                : result::masked(found, library.ops.at(found.op).schema.document());
        record.write(shown);
        display.show(shown);
      },
      surroundings.stop);
  int exit_code = exit_code_of(report, display.tally().any_unexpected());
  display.conclude(report);
  const bool asked_nothing = display.tally().all() > 0 && display.tally().applicable() == 0;
  if (exit_code == as_expected && asked_nothing) {
    exit_code = exit_code_of_empty(display.tally(), console);
  }
  // A shard may hold no test; nobody was asked then.
  if (!record.begun()) {
    record.write(run_of({}, surroundings, style.replay));
  }
  record.write(end_of(display.tally(), report, exit_code, surroundings.now()));
  if (record.failed()) {
    console.err << fmt::format("oauthspec vectors: {} could not be written whole\n",
                               arguments.results);
    exit_code = exit_code == as_expected ? usage : exit_code;
  }
  if (const auto problem = write_reports(*reports, record, library)) {
    console.err << fmt::format("oauthspec vectors: {}\n", *problem);
    exit_code = exit_code == as_expected ? usage : exit_code;
  }
  return exit_code;
}

}  // namespace oauthspec::cli
