// SPDX-License-Identifier: Apache-2.0
#include "harness/report/report.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/report/shards.h"
#include "harness/report/text.h"

namespace oauthspec::report {
namespace {

using result::File;
using result::Result;
using result::Status;

void tame(std::string& text) {
  text = one_line(text);
}

void tame(result::Run& about) {
  // What an adapter calls itself may stand before the name of every test.
  constexpr std::size_t kMostOctets = 100;
  for (std::string* text :
       {&about.implementation, &about.implementation_version, &about.language}) {
    *text = one_line(shortened(*text, kMostOctets));
  }
  for (std::string* text :
       {&about.version, &about.command, &about.replay, &about.shard, &about.started}) {
    tame(*text);
  }
}

void tame(Result& result) {
  for (std::string* text :
       {&result.test, &result.op, &result.title, &result.level, &result.policy, &result.issue}) {
    tame(*text);
  }
  for (std::string& id : result.requirements) tame(id);
}

std::size_t sum(const std::map<std::string, std::size_t>& counts) {
  std::size_t all = 0;
  for (const auto& [status, count] : counts) all += count;
  return all;
}

bool any_unexpected(const File& file) {
  return std::ranges::any_of(file.results, [](const Result& result) { return unexpected(result); });
}

// What is wrong with one file, beside its results.
std::vector<std::string> troubles_of(const File& file) {
  if (!file.end) {
    return {fmt::format("killed: its results file ends after {} {}", file.results.size(),
                        file.results.size() == 1 ? "result" : "results")};
  }
  std::vector<std::string> troubles;
  if (!file.end->note.empty()) {
    troubles.push_back("ended early: " + one_line(file.end->note));
  } else if (file.end->exit_code != 0 && !any_unexpected(file)) {
    troubles.push_back(fmt::format("exited with {}, and no result says why", file.end->exit_code));
  }
  const auto held =
      static_cast<std::size_t>(std::ranges::count(file.results, false, &Result::also));
  if (const std::size_t counted = sum(file.end->counts); counted != held) {
    troubles.push_back(
        fmt::format("counted {} results, and its results file holds {}", counted, held));
  }
  return troubles;
}

std::string label_of(const result::Run& about) {
  const std::string name =
      about.implementation.empty() ? "an unnamed implementation" : about.implementation;
  return about.implementation_version.empty() ? name : name + " " + about.implementation_version;
}

// Adds what one file holds to its run.
void add(RunReport& run, File file) {
  for (const std::string& trouble : troubles_of(file)) {
    const std::string& shard = file.run->shard;
    run.troubles.push_back(shard.empty() ? trouble
                                         : fmt::format("shard {} {}", one_line(shard), trouble));
  }
  if (file.end) run.ended = std::max(run.ended, one_line(file.end->ended));
  run.about.started = std::min(run.about.started, file.run->started);
  std::ranges::move(file.results, std::back_inserter(run.results));
}

void name_doubles(RunReport& run) {
  const auto same = [](const Result& one, const Result& other) { return one.test == other.test; };
  const auto twice = std::ranges::adjacent_find(run.results, same);
  if (twice != run.results.end()) {
    run.troubles.push_back(fmt::format("{} stands in it twice", twice->test));
  }
}

RunReport run_of(ShardedRun sharded) {
  RunReport run;
  run.about = *sharded.files.front().run;
  if (sharded.files.size() > 1) run.about.shard.clear();
  const bool killed =
      std::ranges::any_of(sharded.files, [](const File& file) { return !file.end; });
  for (File& file : sharded.files) add(run, std::move(file));
  if (killed) run.ended.clear();
  if (!sharded.missing.empty()) {
    run.troubles.push_back(fmt::format("incomplete: no results of {} {}",
                                       sharded.missing.size() == 1 ? "shard" : "shards",
                                       fmt::join(sharded.missing, ", ")));
  }
  tame(run.about);
  run.label = label_of(run.about);
  for (Result& result : run.results) tame(result);
  std::ranges::sort(run.results, {}, &Result::test);
  name_doubles(run);
  for (const Result& result : run.results) run.tally.add(result);
  return run;
}

void make_labels_differ(std::vector<RunReport>& runs) {
  std::set<std::string> taken;
  for (RunReport& run : runs) {
    const std::string label = run.label;
    for (int number = 2; !taken.insert(run.label).second; ++number) {
      run.label = fmt::format("{} ({})", label, number);
    }
  }
}

}  // namespace

Report assemble(std::vector<File> files, const vector::Library& library) {
  Report report;
  report.library = &library;
  for (ShardedRun& sharded : join_shards(std::move(files))) {
    report.runs.push_back(run_of(std::move(sharded)));
  }
  make_labels_differ(report.runs);
  return report;
}

bool succeeded(const RunReport& run) {
  return run.troubles.empty() && !run.tally.any_unexpected();
}

std::string_view suite_of(const Result& result) {
  const std::string_view name = result.test;
  const std::size_t slash = name.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : name.substr(0, slash);
}

std::string_view id_of(const Result& result) {
  return std::string_view(result.test).substr(result.test.rfind('/') + 1);
}

Location location_of(const Result& result, const Report& report) {
  const auto found = report.library->find(result.test);
  if (found.test == nullptr) return {};
  // From the root of the repository, wherever the vectors were opened.
  const std::filesystem::path file = found.suite->file;
  const auto name = "vectors" / file.parent_path().filename() / file.filename();
  return {name.generic_string(), found.test->line};
}

Verdict verdict_of(const Result& result) {
  if (result.also && unexpected(result.status)) return Verdict::tolerated;
  switch (result.status) {
    case Status::pass:
      return Verdict::passed;
    case Status::flaky:
      return result.before == Status::pass ? Verdict::passed : Verdict::tolerated;
    case Status::xfail:
      return Verdict::tolerated;
    case Status::warn:
      return Verdict::warned;
    case Status::skip:
    case Status::unsupported:
    case Status::inconclusive:
    case Status::not_run:
      return Verdict::skipped;
    case Status::fail:
    case Status::vacuous:
    case Status::xpass:
      return Verdict::failed;
    case Status::crash:
    case Status::timeout:
    case Status::error:
      return Verdict::broken;
  }
  return Verdict::broken;
}

std::string cause_of(const Result& result) {
  constexpr std::size_t kMostOctets = 300;
  std::string cause(result::name(result.status));
  if (result.also) cause += ", of a document that the server does not claim";
  for (const std::string& part : {result.reason, result.message}) {
    if (!part.empty()) cause += ": " + part;
  }
  return one_line(shortened(cause, kMostOctets));
}

}  // namespace oauthspec::report
