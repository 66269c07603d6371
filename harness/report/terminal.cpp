// SPDX-License-Identifier: Apache-2.0
#include "harness/report/terminal.h"

#include <algorithm>
#include <limits>
#include <set>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "harness/report/exchange.h"
#include "harness/report/requirement.h"
#include "harness/report/text.h"
#include "harness/result/expectation.h"

namespace oauthspec::report {
namespace {

using result::Result;
using result::Status;

constexpr std::size_t kShownOctets = 600;
constexpr std::size_t kLabelWidth = 12;

Colour colour_of(const Result& result) {
  const Status status = result.status;
  if (unexpected(result)) {
    return Colour::red;
  }
  if (result.also) {
    return Colour::dim;
  }
  if (status == Status::pass || status == Status::xfail) {
    return Colour::green;
  }
  return status == Status::warn || status == Status::flaky ? Colour::yellow : Colour::dim;
}

std::string labelled(std::string_view label, std::string_view text) {
  return fmt::format("  {:<{}} {}\n", label, kLabelWidth, indented(text, kLabelWidth + 3));
}

// {"out": value} as the value alone, and everything else in words or as it is.
std::string outcome_text(const nlohmann::json& outcome, std::size_t octets) {
  if (outcome.is_object() && outcome.size() == 1) {
    if (const auto out = outcome.find("out"); out != outcome.end()) {
      return compact(*out, octets);
    }
    const auto codes = outcome.find("reject");
    if (codes != outcome.end() && codes->is_object()) {
      return "a refusal " + compact(*codes, octets);
    }
    if (codes != outcome.end() && codes->is_array()) {
      return codes->empty() ? "a refusal" : "a refusal, with one of " + compact(*codes, octets);
    }
  }
  return compact(outcome, octets);
}

// Why the expectations name the test.
std::string known_text(const Result& result) {
  return harmless(result.issue.empty() ? result.reason : result.reason + ", " + result.issue);
}

std::string exchange_lines(const Exchange& exchange, const std::string& place, std::size_t octets) {
  return labelled("request", one_line(shortened(request_line(exchange.request), octets)) + place) +
         labelled("answer", one_line(shortened(answer_words(exchange), octets)));
}

std::string body_line(const char* label, const Body& body) {
  if (body.octets.empty()) return {};
  return labelled(label, body.is_text ? one_line(body.octets)
                                      : fmt::format("({} octets that are no text)", body.all));
}

// Everything that went over the wire but for header fields, which other reports have.
std::string whole_wire_lines(const std::vector<Exchange>& exchanges, std::size_t decisive) {
  std::string text;
  for (std::size_t i = 0; i < exchanges.size(); ++i) {
    const Exchange& exchange = exchanges[i];
    const std::string place =
        fmt::format(", number {} of {}{}", i + 1, exchanges.size(),
                    i == decisive && exchanges.size() > 1 ? ", which decides" : "");
    text += exchange_lines(exchange, place, std::numeric_limits<std::size_t>::max());
    text += body_line("sent body", exchange.request.body);
    if (exchange.response) text += body_line("body", exchange.response->body);
  }
  return text;
}

// What the verdict is about: the exchange that the check names, else the last one; or all of them.
std::string wire_lines(const Result& result, bool whole, std::size_t octets) {
  const std::vector<Exchange> exchanges = exchanges_of(result);
  if (exchanges.empty()) return {};
  const std::size_t last = exchanges.size() - 1;
  const std::size_t decisive = decisive_of(exchanges);
  if (whole) return whole_wire_lines(exchanges, decisive);
  const std::string place =
      last == 0 ? ""
      : decisive == last
          ? fmt::format(", the last of {} requests", exchanges.size())
          : fmt::format(", number {} of {} requests", decisive + 1, exchanges.size());
  return exchange_lines(exchanges[decisive], place, octets);
}

std::string_view verdict_word(Status status) {
  return status == Status::pass ? "pass" : result::name(status);
}

std::size_t width_of_names(const Tally& tally) {
  std::size_t width = std::string_view("suite").size();
  for (const auto& [suite, counts] : tally.suites()) {
    width = std::max(width, suite.size());
  }
  return width;
}

}  // namespace

std::string line(const Result& result, const Style& style) {
  std::string text =
      paint(fmt::format("{:<11}", verdict_word(result.status)), colour_of(result), style.colour);
  text += ' ' + result.test;
  if (result.also) {
    text += " (not claimed)";
  }
  if (!result.message.empty()) {
    text += ": " + indented(harmless(result.message), 2);
  }
  if (!result.policy.empty()) {
    text += " [" + result.policy + "]";
  }
  if (!result.reason.empty()) {
    text += " (known: " + known_text(result) + ")";
  }
  text += '\n';
  // Of a check of a server, whose name says little, what it is about.
  if (result.status == Status::warn && result.exchanges.is_array()) {
    const std::string about = result.requirements.empty() ? "" : result.requirements.front() + ": ";
    text += labelled("", about + result.title);
  }
  return text;
}

std::string block(const Result& result, const vector::Library& library, const Style& style) {
  const std::size_t octets = style.whole ? std::numeric_limits<std::size_t>::max() : kShownOctets;
  std::string text =
      fmt::format("{} {}\n", paint(result::name(result.status), colour_of(result), style.colour),
                  paint(result.test, Colour::bold, style.colour));
  text += labelled("test", result.title);
  for (const std::string& id : result.requirements) {
    text += labelled("requirement", requirement_text(id, library));
  }
  text += wire_lines(result, style.whole, octets);
  // A check of a server has no question that could be sent elsewhere.
  if (!result.sent.is_null() && result.sent != nlohmann::json::object()) {
    text += labelled("sent", result.op + " " + compact(result.sent, octets));
  }
  if (result.expected) {
    text += labelled("expected",
                     outcome_text(*result.expected, octets) +
                         (result.recomputed ? " (recomputed for what the library chose)" : ""));
  }
  if (result.got) {
    text += labelled("got", outcome_text(*result.got, octets));
  }
  if (!result.message.empty()) {
    text += labelled("because", harmless(result.message));
  }
  if (!result.why.empty()) {
    // Of all mistakes that the test is known to catch: which of them was made, only a reader can tell.
    text += labelled("why", "this test catches: " + harmless(result.why));
  }
  if (!result.stderr_text.empty()) {
    const std::string& all = result.stderr_text;
    const bool cut = !style.whole && all.size() > kShownOctets;
    // The end of it: that is where a traceback says what happened.
    const std::string shown = cut ? "..." + all.substr(all.size() - kShownOctets) : all;
    std::string safe = harmless(shown);
    safe.erase(safe.find_last_not_of('\n') + 1);
    text += labelled("stderr", safe);
  }
  if (!result.reason.empty()) {
    text += labelled("known", known_text(result));
  }
  if (!style.replay.empty()) {
    text += labelled("replay", style.replay + " " + shell_word(result.test));
  }
  if (const auto entry = expectation_for(result)) {
    text += labelled("expectation", harmless(write_entry(*entry)));
  }
  return text + '\n';
}

std::string table(const Tally& tally, const Style& style) {
  std::vector<Status> columns;
  for (int i = 0; i <= static_cast<int>(Status::not_run); ++i) {
    if (tally.count(static_cast<Status>(i)) > 0) {
      columns.push_back(static_cast<Status>(i));
    }
  }
  const std::size_t width = width_of_names(tally);
  std::string text = fmt::format("{:<{}}", "suite", width);
  for (const Status column : columns) {
    text += fmt::format("  {:>6}", result::name(column));
  }
  text += '\n';
  for (const auto& [suite, counts] : tally.suites()) {
    text += fmt::format("{:<{}}", suite, width);
    for (const Status column : columns) {
      const auto found = counts.find(column);
      const std::size_t count = found == counts.end() ? 0 : found->second;
      const std::string cell =
          fmt::format("{:>{}}", count, std::max<std::size_t>(result::name(column).size(), 6));
      text += "  " + paint(cell, count > 0 && unexpected(column) ? Colour::red : Colour::none,
                           style.colour);
    }
    text += '\n';
  }
  return text;
}

std::string policies(const Tally& tally) {
  std::string text;
  for (const auto& [name, branches] : tally.policies()) {
    std::vector<std::string> parts;
    for (const auto& [branch, count] : branches) {
      parts.push_back(fmt::format("{} ({} {})", branch, count, count == 1 ? "test" : "tests"));
    }
    text += fmt::format("policy {}: {}{}\n", name, fmt::join(parts, ", "),
                        branches.size() > 1 ? " - not the same everywhere" : "");
  }
  return text;
}

std::string totals(const Tally& tally, const Style& style) {
  const std::size_t passed = tally.count(Status::pass);
  const std::size_t applicable = tally.applicable();
  std::string text =
      fmt::format("{}/{} applicable passed ({})", passed, applicable, percent(passed, applicable));
  text = paint(text, tally.any_unexpected() ? Colour::red : Colour::green, style.colour);
  text += fmt::format(", {} unsupported ({}), {} skipped", tally.count(Status::unsupported),
                      percent(tally.count(Status::unsupported), tally.all()),
                      tally.count(Status::skip));
  const auto add = [&](Status status, std::string_view one, std::string_view several) {
    const std::size_t count = tally.count(status);
    if (count > 0) text += fmt::format(", {} {}", count, count == 1 ? one : several);
  };
  add(Status::warn, "warning", "warnings");
  add(Status::xfail, "known failure", "known failures");
  add(Status::flaky, "flaky", "flaky");
  add(Status::xpass, "stale expectation", "stale expectations");
  add(Status::not_run, "not run", "not run");
  if (const std::size_t reports = tally.sanitizer_reports(); reports > 0) {
    text += fmt::format(", {} with a sanitizer's report", reports);
  }
  return text + '\n';
}

std::string also_line(const Tally& tally) {
  std::vector<std::string> parts;
  for (const auto& [status, count] : tally.also()) {
    parts.push_back(fmt::format("{} {}", count, result::name(status)));
  }
  if (parts.empty()) return {};
  return fmt::format("also checked, of documents that the server does not claim: {}\n",
                     fmt::join(parts, ", "));
}

std::string progress(std::size_t finished, std::size_t all, std::size_t unexpected_results) {
  std::string text = fmt::format("\r\x1b[K[{}/{}]", finished, all);
  if (unexpected_results > 0) {
    text += fmt::format(" {} unexpected", unexpected_results);
  }
  return text;
}

std::string no_progress() {
  return "\r\x1b[K";
}

}  // namespace oauthspec::report
