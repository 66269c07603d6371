// SPDX-License-Identifier: Apache-2.0
#include "harness/report/junit.h"

#include <chrono>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/report/requirement.h"
#include "harness/report/terminal.h"
#include "harness/report/xml.h"

namespace oauthspec::report {
namespace {

using pugi::xml_node;
using result::Result;
using std::chrono::microseconds;

constexpr std::string_view kWholeRun = "the run as a whole";
constexpr std::string_view kOwnClass = "oauthspec";

// Seconds with three decimals: older versions of the schema allow no more.
std::string seconds(microseconds duration) {
  constexpr long kThousand = 1000;
  const auto milliseconds = duration.count() / kThousand;
  return fmt::format("{}.{:03}", milliseconds / kThousand, milliseconds % kThousand);
}

bool counts_as_skipped(Verdict verdict) {
  return verdict == Verdict::skipped || verdict == Verdict::tolerated;
}

/// What a suite counts.
struct Counts {
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::size_t errors = 0;
  std::size_t skipped = 0;
  microseconds time{0};

  void add(const Result& result) {
    const Verdict verdict = verdict_of(result);
    ++tests;
    if (verdict == Verdict::failed) ++failures;
    if (verdict == Verdict::broken) ++errors;
    if (counts_as_skipped(verdict)) ++skipped;
    time += result.duration;
  }

  // The test that stands for a run in trouble.
  void add_trouble() {
    ++tests;
    ++errors;
  }

  void write_to(xml_node suite) const {
    set(suite, "tests", tests);
    set(suite, "failures", failures);
    set(suite, "errors", errors);
    set(suite, "skipped", skipped);
    set(suite, "time", seconds(time));
  }
};

void add_property(xml_node properties, std::string_view name, std::string_view value) {
  if (value.empty()) return;
  const xml_node property = properties.append_child("property");
  set(property, "name", name);
  set(property, "value", value);
}

void add_properties(xml_node properties, const RunReport& run, std::string_view prefix) {
  const auto add = [&](std::string_view name, std::string_view value) {
    add_property(properties, fmt::format("{}{}", prefix, name), value);
  };
  add("implementation", run.about.implementation);
  add("implementation.version", run.about.implementation_version);
  add("implementation.language", run.about.language);
  add("oauthspec.version", run.about.version);
  add("command", run.about.command);
  add("shard", run.about.shard);
  add("started", run.about.started);
  add("ended", run.ended);
}

void add_properties(xml_node properties, const Result& result, const Report& report) {
  add_property(properties, "status", result::name(result.status));
  add_property(properties, "op", result.op);
  add_property(properties, "level", result.level);
  add_property(properties, "policy", result.policy);
  add_property(properties, "issue", result.issue);
  for (const std::string& id : result.requirements) {
    add_property(properties, "requirement", id);
    const auto found = report.library->catalogue.find(id);
    if (found == report.library->catalogue.end()) continue;
    const vector::Requirement& requirement = found->second;
    add_property(properties, id + ".level", requirement.level);
    add_property(properties, id + ".section",
                 fmt::format("{} section {}", requirement.document, requirement.section));
  }
}

// What is said of a test on which nothing failed.
std::string output_of(const Result& result, const Report& report) {
  std::string output = result.title + '\n';
  for (const std::string& id : result.requirements) {
    output += "requirement " + requirement_text(id, *report.library) + '\n';
  }
  return output;
}

void add_verdict(xml_node test, const Result& result, const RunReport& run, const Report& report) {
  const Verdict verdict = verdict_of(result);
  std::string output = output_of(result, report);
  const auto all = [&] {
    return block(result, *report.library,
                 {.colour = false, .whole = false, .replay = run.about.replay});
  };
  if (verdict == Verdict::failed || verdict == Verdict::broken) {
    const xml_node node = test.append_child(verdict == Verdict::failed ? "failure" : "error");
    set(node, "message", cause_of(result));
    set(node, "type", result::name(result.status));
    set_text(node, all());
  } else if (counts_as_skipped(verdict)) {
    set(test.append_child("skipped"), "message", cause_of(result));
  } else if (verdict == Verdict::warned) {
    output = all();
  }
  if (const Location location = location_of(result, report); !location.file.empty()) {
    output += fmt::format("vector {}:{}\n", location.file, location.line);
  }
  set_text(test.append_child("system-out"), output);
  if (!result.stderr_text.empty()) set_text(test.append_child("system-err"), result.stderr_text);
}

xml_node add_test(xml_node suite, std::string_view name, std::string_view class_name,
                  microseconds duration) {
  const xml_node test = suite.append_child("testcase");
  set(test, "name", name);
  set(test, "classname", class_name);
  set(test, "time", seconds(duration));
  return test;
}

void add_trouble(xml_node suite, const RunReport& run, std::string_view class_name) {
  const xml_node error = add_test(suite, kWholeRun, class_name, {}).append_child("error");
  set(error, "message", run.troubles.front());
  set(error, "type", "run");
  set_text(error, fmt::format("{}\n", fmt::join(run.troubles, "\n")));
}

// Several runs are told apart by the names of their suites.
std::string suite_name(std::string_view suite, const RunReport& run, const Report& report) {
  return report.runs.size() == 1 ? std::string(suite) : fmt::format("{}: {}", run.label, suite);
}

// What is of a document that the server does not claim stands in suites of its own.
std::string suite_of_test(const Result& result) {
  return std::string(suite_of(result)) + (result.also ? " (not claimed)" : "");
}

std::string name_of(const Report& report) {
  std::vector<std::string_view> labels;
  for (const RunReport& run : report.runs) labels.emplace_back(run.label);
  return fmt::format("oauthspec: {}", fmt::join(labels, ", "));
}

Counts counts_of(const Report& report) {
  Counts counts;
  for (const RunReport& run : report.runs) {
    for (const Result& result : run.results) counts.add(result);
    if (!run.troubles.empty()) counts.add_trouble();
  }
  return counts;
}

/// One suite of a run that is being written.
struct Piece {
  xml_node node;
  std::string name;
  Counts counts;
};

Piece begin_piece(xml_node root, std::string_view suite, const RunReport& run,
                  const Report& report) {
  Piece piece{root.append_child("testsuite"), suite_name(suite, run, report), {}};
  set(piece.node, "name", piece.name);
  add_properties(piece.node.append_child("properties"), run, "");
  return piece;
}

void add_extended_test(Piece& piece, const Result& result, const RunReport& run,
                       const Report& report) {
  xml_node test = add_test(piece.node, id_of(result), piece.name, result.duration);
  if (const Location location = location_of(result, report); !location.file.empty()) {
    set(test, "file", location.file);
    set(test, "line", location.line);
  }
  add_properties(test.append_child("properties"), result, report);
  add_verdict(test, result, run, report);
  piece.counts.add(result);
}

void add_extended_run(xml_node root, const RunReport& run, const Report& report) {
  std::vector<Piece> pieces;
  std::string suite;
  for (const bool also : {false, true}) {
    for (const Result& result : run.results) {
      if (result.also != also) continue;
      if (pieces.empty() || suite != suite_of_test(result)) {
        suite = suite_of_test(result);
        pieces.push_back(begin_piece(root, suite, run, report));
      }
      add_extended_test(pieces.back(), result, run, report);
    }
  }
  if (!run.troubles.empty()) {
    pieces.push_back(begin_piece(root, kOwnClass, run, report));
    add_trouble(pieces.back().node, run, pieces.back().name);
    pieces.back().counts.add_trouble();
  }
  for (const Piece& piece : pieces) piece.counts.write_to(piece.node);
}

}  // namespace

std::string junit(const Report& report) {
  pugi::xml_document document = xml_document();
  xml_node suite = document.append_child("testsuite");
  set(suite, "name", name_of(report));
  counts_of(report).write_to(suite);
  const xml_node properties = suite.append_child("properties");
  for (const RunReport& run : report.runs) {
    add_properties(properties, run, report.runs.size() == 1 ? "" : run.label + ": ");
  }
  for (const RunReport& run : report.runs) {
    for (const Result& result : run.results) {
      const xml_node test = add_test(
          suite, id_of(result), suite_name(suite_of_test(result), run, report), result.duration);
      set(test, "group", fmt::format("{}", fmt::join(result.requirements, ",")));
      add_verdict(test, result, run, report);
    }
    if (!run.troubles.empty()) add_trouble(suite, run, suite_name(kOwnClass, run, report));
  }
  return written(document);
}

std::string junit_extended(const Report& report) {
  pugi::xml_document document = xml_document();
  const xml_node root = document.append_child("testsuites");
  set(root, "name", name_of(report));
  counts_of(report).write_to(root);
  for (const RunReport& run : report.runs) add_extended_run(root, run, report);
  return written(document);
}

}  // namespace oauthspec::report
