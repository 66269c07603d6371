// SPDX-License-Identifier: Apache-2.0
#include "harness/report/tap.h"

#include <string_view>

#include <fmt/format.h>

#include "harness/report/requirement.h"
#include "harness/report/text.h"

namespace oauthspec::report {
namespace {

using result::Result;

constexpr std::size_t kMostOctets = 2000;

// A "#" would begin a directive, and a backslash hide one.
std::string description(const Result& result, const RunReport& run, const Report& report) {
  const std::string name =
      report.runs.size() == 1 ? result.test : fmt::format("{}: {}", run.label, result.test);
  std::string escaped;
  for (const char c : one_line(name)) {
    if (c == '#' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

// A text in double quotes, as YAML and its subset in Perl both read it.
std::string yaml_text(std::string_view text) {
  return nlohmann::json(harmless(shortened(text, kMostOctets))).dump();
}

std::string field(std::string_view name, std::string_view text) {
  return text.empty() ? std::string() : fmt::format("  {}: {}\n", name, yaml_text(text));
}

std::string value_field(std::string_view name, const nlohmann::json& value) {
  return field(name, compact(value, kMostOctets));
}

std::string diagnostics(const Result& result, const RunReport& run, const Report& report) {
  std::string block = "  ---\n";
  block += field("status", result::name(result.status));
  block += field("title", result.title);
  block += field("message", result.message);
  block += field("reason", result.reason);
  if (!result.requirements.empty()) block += "  requirements:\n";
  for (const std::string& id : result.requirements) {
    block += fmt::format("    - {}\n", yaml_text(requirement_text(id, *report.library)));
  }
  if (!result.sent.is_null()) block += value_field("sent", result.sent);
  if (result.expected) block += value_field("expected", *result.expected);
  if (result.got) block += value_field("got", *result.got);
  block += field("why", result.why);
  if (const Location location = location_of(result, report); !location.file.empty()) {
    block += field("at", fmt::format("{}:{}", location.file, location.line));
  }
  if (!run.about.replay.empty()) {
    block += field("replay", run.about.replay + " " + shell_word(result.test));
  }
  return block + "  ...\n";
}

std::string directive(const Result& result) {
  switch (verdict_of(result)) {
    case Verdict::skipped:
      return " # SKIP " + cause_of(result);
    case Verdict::warned:
    case Verdict::tolerated:
      return " # TODO " + cause_of(result);
    case Verdict::passed:
    case Verdict::failed:
    case Verdict::broken:
      return {};
  }
  return {};
}

std::string point(std::size_t number, const Result& result, const RunReport& run,
                  const Report& report) {
  const Verdict verdict = verdict_of(result);
  const bool ok = verdict == Verdict::passed || verdict == Verdict::skipped;
  std::string text = fmt::format("{} {} - {}{}\n", ok ? "ok" : "not ok", number,
                                 description(result, run, report), directive(result));
  return ok ? text : text + diagnostics(result, run, report);
}

std::string heading(const RunReport& run) {
  std::string text = fmt::format("# {}: {}", one_line(run.label), run.results.size());
  text += run.results.size() == 1 ? " test" : " tests";
  if (!run.about.shard.empty()) text += ", shard " + run.about.shard;
  return text + '\n';
}

std::string body(const Report& report) {
  std::size_t planned = 0;
  for (const RunReport& run : report.runs) planned += run.results.size();
  std::string text = fmt::format("1..{}{}\n", planned, planned == 0 ? " # SKIP no tests" : "");
  std::size_t number = 0;
  for (const RunReport& run : report.runs) {
    text += heading(run);
    for (const Result& result : run.results) text += point(++number, result, run, report);
  }
  // Behind all points: a harness reads no further.
  for (const RunReport& run : report.runs) {
    for (const std::string& trouble : run.troubles) {
      text += fmt::format("Bail out! {}: {}\n", one_line(run.label), one_line(trouble));
    }
  }
  return text;
}

}  // namespace

std::string tap(const Report& report) {
  return "TAP version 14\n" + body(report);
}

std::string tap13(const Report& report) {
  return "TAP version 13\n" + body(report);
}

}  // namespace oauthspec::report
