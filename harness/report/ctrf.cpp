// SPDX-License-Identifier: Apache-2.0
#include "harness/report/ctrf.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <limits>
#include <map>
#include <set>
#include <sstream>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "harness/report/terminal.h"
#include "harness/report/text.h"
#include "harness/report/time.h"

namespace oauthspec::report {
namespace {

using nlohmann::ordered_json;
using result::Result;

constexpr std::size_t kMostOctets = 16UL * 1024;

const char* status_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::passed:
      return "passed";
    case Verdict::warned:
    case Verdict::tolerated:
      return "other";
    case Verdict::skipped:
      return "skipped";
    case Verdict::failed:
    case Verdict::broken:
      return "failed";
  }
  return "failed";
}

std::int64_t milliseconds_of(const std::string& time) {
  return moment_of(time).time_since_epoch().count();
}

void add_text(ordered_json& object, const char* name, const std::string& text) {
  if (!text.empty()) object[name] = text;
}

ordered_json lines_of(std::string_view text) {
  ordered_json lines = ordered_json::array();
  std::istringstream in(shortened(text, kMostOctets));
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

ordered_json labels_of(const Result& result) {
  ordered_json labels{{"op", result.op}, {"level", result.level}};
  if (!result.requirements.empty()) labels["requirements"] = result.requirements;
  add_text(labels, "policy", result.policy);
  add_text(labels, "issue", result.issue);
  if (result.also) labels["not_claimed"] = true;
  return labels;
}

ordered_json suite_of(std::string_view name, const RunReport& run, const Report& report) {
  ordered_json levels = ordered_json::array();
  if (report.runs.size() > 1) levels.push_back(run.label);
  levels.push_back(name);
  return levels;
}

ordered_json test_of(const Result& result, const RunReport& run, const Report& report) {
  const Verdict verdict = verdict_of(result);
  ordered_json test{
      {"name", result.test},
      {"status", status_of(verdict)},
      {"duration", std::chrono::floor<std::chrono::milliseconds>(result.duration).count()},
      {"suite", suite_of(report::suite_of(result), run, report)}};
  if (verdict != Verdict::passed) {
    test["message"] = cause_of(result);
    test["trace"] = shortened(block(result, *report.library,
                                    {.colour = false, .whole = false, .replay = run.about.replay}),
                              kMostOctets);
  }
  test["rawStatus"] = result::name(result.status);
  test["labels"] = labels_of(result);
  if (const Location location = location_of(result, report); !location.file.empty()) {
    test["filePath"] = location.file;
    test["line"] = location.line;
  }
  if (!result.stderr_text.empty()) test["stderr"] = lines_of(result.stderr_text);
  return test;
}

ordered_json trouble_of(const RunReport& run, const Report& report) {
  return {{"name", "the run as a whole"},
          {"status", status_of(Verdict::broken)},
          {"duration", 0},
          {"suite", suite_of("oauthspec", run, report)},
          {"message", fmt::format("{}", fmt::join(run.troubles, "; "))}};
}

ordered_json tests_of(const Report& report) {
  ordered_json tests = ordered_json::array();
  for (const RunReport& run : report.runs) {
    for (const Result& result : run.results) tests.push_back(test_of(result, run, report));
    if (!run.troubles.empty()) tests.push_back(trouble_of(run, report));
  }
  return tests;
}

/// From the first start to the last end.
struct Span {
  std::int64_t start = std::numeric_limits<std::int64_t>::max();
  std::int64_t stop = 0;
};

Span span_of(const Report& report) {
  if (report.runs.empty()) return {.start = 0, .stop = 0};
  Span span;
  for (const RunReport& run : report.runs) {
    span.start = std::min(span.start, milliseconds_of(run.about.started));
    span.stop = std::max({span.stop, milliseconds_of(run.ended), span.start});
  }
  return span;
}

ordered_json summary_of(const ordered_json& tests, const Report& report) {
  std::map<std::string, std::size_t> counts;
  std::set<ordered_json> suites;
  for (const ordered_json& test : tests) {
    ++counts[test["status"].get<std::string>()];
    suites.insert(test["suite"]);
  }
  const Span span = span_of(report);
  return {{"tests", tests.size()},
          {"passed", counts["passed"]},
          {"failed", counts["failed"]},
          {"skipped", counts["skipped"]},
          {"pending", 0},
          {"other", counts["other"]},
          {"suites", suites.size()},
          {"start", span.start},
          {"stop", span.stop}};
}

ordered_json environment_of(const Report& report) {
  ordered_json environment;
  if (report.runs.size() == 1) {
    const result::Run& about = report.runs.front().about;
    add_text(environment, "appName", about.implementation);
    add_text(environment, "appVersion", about.implementation_version);
    add_text(environment, "shardId", about.shard);
  }
  environment["healthy"] =
      std::ranges::all_of(report.runs, [](const RunReport& run) { return run.troubles.empty(); });
  return environment;
}

}  // namespace

std::string ctrf(const Report& report) {
  ordered_json tool{{"name", "oauthspec"}};
  if (!report.runs.empty()) add_text(tool, "version", report.runs.front().about.version);
  ordered_json tests = tests_of(report);
  ordered_json summary = summary_of(tests, report);
  const ordered_json document{{"reportFormat", "CTRF"},
                              {"specVersion", "0.0.0"},
                              {"generatedBy", "oauthspec"},
                              {"results",
                               {{"tool", std::move(tool)},
                                {"summary", std::move(summary)},
                                {"tests", std::move(tests)},
                                {"environment", environment_of(report)}}}};
  return document.dump(2, ' ', true, ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace oauthspec::report
