// SPDX-License-Identifier: Apache-2.0
#include "harness/report/diff_text.h"

#include <array>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "harness/report/markdown_text.h"
#include "harness/report/requirement.h"
#include "harness/report/terminal.h"
#include "harness/report/text.h"

namespace oauthspec::report {
namespace {

using nlohmann::ordered_json;
using result::Result;

/// How a kind of change is called.
struct Kind {
  Change change;
  const char* member;      ///< In JSON.
  std::string_view title;  ///< Behind the number of them.
};

constexpr std::array kKinds{
    Kind{Change::regression, "regressions", "unexpected now"},
    Kind{Change::fixed, "fixed", "fixed"},
    Kind{Change::status, "other_statuses", "with another status"},
    Kind{Change::answer, "other_answers", "with another answer and the same status"},
    Kind{Change::added, "added", "new"},
    Kind{Change::removed, "removed", "gone"},
};

const Result& latest(const Pair& pair) {
  return pair.after != nullptr ? *pair.after : *pair.before;
}

std::string_view status_of(const Result* result) {
  return result == nullptr ? "absent" : result::name(result->status);
}

std::string arrow(const Pair& pair) {
  return fmt::format("{} -> {}", status_of(pair.before), status_of(pair.after));
}

std::string answer_of(const Result* result) {
  constexpr std::size_t kMostOctets = 300;
  return result == nullptr || !result->got ? "none" : compact(*result->got, kMostOctets);
}

std::string run_text(const RunReport& run) {
  std::string text = one_line(run.label);
  if (!run.about.started.empty()) text += ", " + run.about.started;
  return text;
}

// The fact that decides the exit code, in one line.
std::string conclusion(const Difference& difference) {
  if (!regressed(difference)) return "no regressions";
  const auto found = difference.changes.find(Change::regression);
  const std::size_t count = found == difference.changes.end() ? 0 : found->second.size();
  std::string text = fmt::format("{} {}", count, count == 1 ? "regression" : "regressions");
  if (!difference.after->troubles.empty()) text += "; the later run is no success in itself";
  return text;
}

// The details of a change, each with its name.
std::vector<std::pair<std::string_view, std::string>> details_of(Change change, const Pair& pair,
                                                                 const vector::Library& library) {
  const Result& result = latest(pair);
  std::vector<std::pair<std::string_view, std::string>> details{{"test", result.title}};
  for (const std::string& id : result.requirements) {
    details.emplace_back("requirement", requirement_text(id, library));
  }
  if (change == Change::answer || change == Change::status) {
    details.emplace_back("got before", answer_of(pair.before));
    details.emplace_back("got now", answer_of(pair.after));
  }
  if (pair.after != nullptr && verdict_of(*pair.after) != Verdict::passed) {
    details.emplace_back("because", cause_of(*pair.after));
  }
  if (test_changed(pair)) details.emplace_back("note", "what is sent or expected has changed");
  return details;
}

template <class Visit>
void each_kind(const Difference& difference, const Visit& visit) {
  for (const Kind& kind : kKinds) {
    const auto found = difference.changes.find(kind.change);
    if (found != difference.changes.end()) visit(kind, found->second);
  }
}

std::string text(const Difference& difference, const vector::Library& library) {
  std::string out;
  for (const auto& [when, run] :
       {std::pair("before", difference.before), std::pair("after ", difference.after)}) {
    out += fmt::format("{}  {}: {}", when, run_text(*run), totals(run->tally, {}));
    for (const std::string& trouble : run->troubles) {
      out += fmt::format("        no success: {}\n", one_line(trouble));
    }
  }
  each_kind(difference, [&](const Kind& kind, const std::vector<Pair>& pairs) {
    out += fmt::format("\n{} {}\n", pairs.size(), kind.title);
    for (const Pair& pair : pairs) {
      out += fmt::format("  {:<20} {}\n", arrow(pair), latest(pair).test);
      for (const auto& [name, value] : details_of(kind.change, pair, library)) {
        out += fmt::format("    {:<12} {}\n", name, value);
      }
    }
  });
  return out + '\n' + conclusion(difference) + '\n';
}

ordered_json run_json(const RunReport& run) {
  return {{"implementation", run.about.implementation},
          {"version", run.about.implementation_version},
          {"oauthspec", run.about.version},
          {"started", run.about.started},
          {"tests", run.tally.all()},
          {"passed", run.tally.count(result::Status::pass)},
          {"troubles", run.troubles}};
}

ordered_json pair_json(const Pair& pair) {
  const Result& result = latest(pair);
  ordered_json object{{"test", result.test},
                      {"title", result.title},
                      {"level", result.level},
                      {"requirements", result.requirements},
                      {"before", status_of(pair.before)},
                      {"after", status_of(pair.after)}};
  if (pair.after != nullptr && !pair.after->message.empty()) {
    object["message"] = pair.after->message;
  }
  if (pair.before != nullptr && pair.before->got) object["got_before"] = *pair.before->got;
  if (pair.after != nullptr && pair.after->got) object["got_after"] = *pair.after->got;
  object["test_changed"] = test_changed(pair);
  return object;
}

std::string json(const Difference& difference, const vector::Library& /*library*/) {
  ordered_json document{{"before", run_json(*difference.before)},
                        {"after", run_json(*difference.after)},
                        {"regressed", regressed(difference)}};
  for (const Kind& kind : kKinds) document[kind.member] = ordered_json::array();
  each_kind(difference, [&](const Kind& kind, const std::vector<Pair>& pairs) {
    for (const Pair& pair : pairs) document[kind.member].push_back(pair_json(pair));
  });
  // ASCII: it is printed, and U+0080 to U+009F drive a terminal.
  return document.dump(2, ' ', true, ordered_json::error_handler_t::replace) + '\n';
}

std::string markdown_of(Change change, const Pair& pair, const vector::Library& library) {
  constexpr std::size_t kMostOctets = 1024;
  std::string out = fmt::format("- {}: {}\n", md::code(shortened(latest(pair).test, kMostOctets)),
                                md::code(arrow(pair)));
  for (const auto& [name, value] : details_of(change, pair, library)) {
    out += fmt::format("  - {}: {}\n", name, md::code(shortened(value, kMostOctets)));
  }
  return out;
}

std::string markdown(const Difference& difference, const vector::Library& library) {
  md::Page page;
  page.add(fmt::format("## {} {}\n\n", regressed(difference) ? ":x:" : ":white_check_mark:",
                       conclusion(difference)));
  for (const auto& [when, run] :
       {std::pair("before", difference.before), std::pair("after", difference.after)}) {
    page.add(fmt::format("- {}: {}: {}", when, md::code(run_text(*run)), totals(run->tally, {})));
    for (const std::string& trouble : run->troubles) {
      page.add(fmt::format("  - no success: {}\n", md::code(trouble)));
    }
  }
  each_kind(difference, [&](const Kind& kind, const std::vector<Pair>& pairs) {
    page.add(fmt::format("\n### {} {}\n\n", pairs.size(), kind.title));
    std::size_t left_out = 0;
    for (const Pair& pair : pairs) {
      if (left_out > 0 || !page.add(markdown_of(kind.change, pair, library))) ++left_out;
    }
    if (left_out > 0) page.leave_out(fmt::format("{} of them are", left_out));
  });
  return page.take();
}

constexpr std::array kFormats{DiffFormat{"text", text}, DiffFormat{"json", json},
                              DiffFormat{"markdown", markdown}};

}  // namespace

std::span<const DiffFormat> diff_formats() {
  return kFormats;
}

}  // namespace oauthspec::report
