// SPDX-License-Identifier: Apache-2.0
#include "harness/report/badge.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "harness/report/text.h"

namespace oauthspec::report {
namespace {

// From the best to the worst.
enum class Grade : unsigned char { passing, partial, empty, failing };

constexpr std::array<std::string_view, 4> kColours{"brightgreen", "yellow", "lightgrey", "red"};

std::size_t passed_of(const RunReport& run) {
  return run.tally.count(result::Status::pass);
}

Grade grade_of(const RunReport& run) {
  if (!succeeded(run)) return Grade::failing;
  const std::size_t applicable = run.tally.applicable();
  if (applicable == 0) return Grade::empty;
  return passed_of(run) < applicable ? Grade::partial : Grade::passing;
}

std::string message_of(const RunReport& run) {
  if (!run.troubles.empty()) return "incomplete";
  const std::size_t applicable = run.tally.applicable();
  if (applicable == 0) return "nothing tested";
  const std::size_t passed = passed_of(run);
  return fmt::format("{}/{} ({})", passed, applicable, percent(passed, applicable));
}

}  // namespace

std::string badge(const Report& report) {
  Grade worst = report.runs.empty() ? Grade::empty : Grade::passing;
  std::vector<std::string> messages;
  for (const RunReport& run : report.runs) {
    worst = std::max(worst, grade_of(run));
    const bool alone = report.runs.size() == 1;
    messages.push_back(alone ? message_of(run) : fmt::format("{}: {}", run.label, message_of(run)));
  }
  const std::string message =
      messages.empty() ? "nothing tested" : fmt::format("{}", fmt::join(messages, ", "));
  const nlohmann::ordered_json badge{{"schemaVersion", 1},
                                     {"label", "oauthspec"},
                                     {"message", message},
                                     {"color", kColours.at(static_cast<std::size_t>(worst))}};
  return badge.dump(-1, ' ', true, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

}  // namespace oauthspec::report
