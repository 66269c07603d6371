// SPDX-License-Identifier: Apache-2.0
#include "bench/command/table.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace oauthspec::bench {
namespace {

using Cells = std::vector<std::string>;

constexpr double kSecond = 1e9;
constexpr double kGiga = 1e9;

bool any_ratio(const Results& results) {
  return std::ranges::any_of(results.rows, [](const Row& row) { return row.ratio.has_value(); });
}

bool any_octets(const Results& results) {
  return std::ranges::any_of(results.rows, [](const Row& row) { return row.octets_a_second > 0; });
}

Cells headings(const Results& results) {
  Cells cells{"row", "CPU time", "spread", "a second"};
  if (any_octets(results)) cells.emplace_back("GB/s");
  if (any_ratio(results)) cells.emplace_back("times");
  return cells;
}

Cells cells_of(const Row& row, const Results& results) {
  Cells cells{row.name, time_text(row.summary.median),
              fmt::format("{:.1f} %", 100 * row.summary.spread),
              fmt::format("{:.0f}", kSecond / row.summary.median)};
  if (any_octets(results)) {
    cells.push_back(row.octets_a_second > 0 ? fmt::format("{:.2f}", row.octets_a_second / kGiga)
                                            : "-");
  }
  if (any_ratio(results)) cells.push_back(row.ratio ? ratio_text(*row.ratio) : "-");
  return cells;
}

// What the column "times" counts, where that is one row for all.
std::string denominator_line(const Results& results) {
  const auto first =
      std::ranges::find_if(results.rows, [](const Row& row) { return row.ratio.has_value(); });
  if (first == results.rows.end()) return "";
  const bool same = std::ranges::all_of(results.rows, [first](const Row& row) {
    return !row.denominator || row.denominator == first->denominator;
  });
  return same ? fmt::format("times: how many times {}", first->denominator.value_or(""))
              : "times: how many times what the set compares a row with";
}

std::string how(const Results& results) {
  const std::size_t rounds = results.rows.empty() ? 0 : results.rows.front().nanoseconds.size();
  return fmt::format("medians of {}: {}; spread: between the quartiles",
                     results.interleaved ? "rounds, all rows in turns" : "repetitions", rounds);
}

// A bar would end the cell.
std::string cell(std::string text) {
  for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2) {
    text.insert(at, 1, '\\');
  }
  return text;
}

std::string markdown_row(const Cells& cells) {
  std::string line = "|";
  for (const std::string& text : cells) line += fmt::format(" {} |", cell(text));
  return line + '\n';
}

std::string notes(const Results& results, std::string_view mark) {
  std::string text;
  for (const Row& row : results.rows) {
    if (!row.about.note.empty()) {
      text += fmt::format("{}{}: {}\n", mark, row.name, row.about.note);
    }
  }
  for (const LeftOut& one : results.left_out) {
    text += fmt::format("{}left out: {}: {}\n", mark, one.name, one.why);
  }
  return text;
}

std::string terminal_rows(const std::vector<Cells>& lines) {
  std::vector<std::size_t> widths(lines.front().size());
  for (const Cells& line : lines) {
    for (std::size_t i = 0; i < line.size(); ++i) widths[i] = std::max(widths[i], line[i].size());
  }
  std::string text;
  for (const Cells& line : lines) {
    text += fmt::format("{:<{}}", line[0], widths[0]);
    for (std::size_t i = 1; i < line.size(); ++i) {
      text += fmt::format("  {:>{}}", line[i], widths[i]);
    }
    text += '\n';
  }
  return text;
}

}  // namespace

std::string time_text(double nanoseconds) {
  constexpr double kThousand = 1000;
  constexpr std::array<std::string_view, 4> kUnits{"ns", "us", "ms", "s"};
  std::size_t unit = 0;
  while (nanoseconds >= kThousand && unit + 1 < kUnits.size()) {
    nanoseconds /= kThousand;
    ++unit;
  }
  return fmt::format("{} {}", ratio_text(nanoseconds), kUnits[unit]);
}

std::string ratio_text(double ratio) {
  if (ratio < 1) return fmt::format("{:.3f}", ratio);
  if (ratio < 10) return fmt::format("{:.2f}", ratio);
  return ratio < 100 ? fmt::format("{:.1f}", ratio) : fmt::format("{:.0f}", ratio);
}

std::string terminal_table(const Results& results) {
  std::string text = fmt::format("{}: {}\n{}\n", results.set.name, results.set.title,
                                 machine_line(results.machine));
  if (!results.rows.empty()) {
    std::vector<Cells> lines{headings(results)};
    for (const Row& row : results.rows) lines.push_back(cells_of(row, results));
    text += fmt::format("{}\n\n{}", how(results), terminal_rows(lines));
    if (const std::string line = denominator_line(results); !line.empty()) text += line + '\n';
  }
  return text + notes(results, "");
}

std::string markdown_table(const Results& results) {
  std::string text = fmt::format("## {}\n\n{}; {}.\n\n", results.set.title,
                                 machine_line(results.machine), how(results));
  const Cells names = headings(results);
  text += markdown_row(names) + "|---";
  for (std::size_t i = 1; i < names.size(); ++i) text += "|---:";
  text += "|\n";
  for (const Row& row : results.rows) text += markdown_row(cells_of(row, results));
  if (const std::string line = denominator_line(results); !line.empty()) {
    text += fmt::format("\n{}.\n", line);
  }
  const std::string below = notes(results, "- ");
  return below.empty() ? text : text + '\n' + below;
}

}  // namespace oauthspec::bench
