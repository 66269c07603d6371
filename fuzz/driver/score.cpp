// SPDX-License-Identifier: Apache-2.0
#include "fuzz/driver/score.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "fuzz/driver/median.h"

namespace oauthspec::fuzz::driver {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr int kFormat = 1;
constexpr double kNever = std::numeric_limits<double>::infinity();

ListedBug bug_of(const std::string& target, std::string_view line) {
  const json read = json::parse(line);
  return {.target = target,
          .name = read.at("name").get<std::string>(),
          .description = read.at("description").get<std::string>(),
          .pattern = read.at("pattern").get<std::string>()};
}

ordered_json written(const ScoreRun& run) {
  return {{"target", run.target},   {"bug", run.bug},     {"seed", run.seed},
          {"seconds", run.seconds}, {"found", run.found}, {"replay", run.replay}};
}

ScoreRun run_of(const json& from) {
  return {.target = from.at("target").get<std::string>(),
          .bug = from.at("bug").get<std::string>(),
          .seed = from.at("seed").get<std::uint64_t>(),
          .seconds = from.at("seconds").get<double>(),
          .found = from.at("found").get<bool>(),
          .replay = from.at("replay").get<bool>()};
}

bool of_bug(const ScoreRun& run, const ListedBug& bug) {
  return run.target == bug.target && run.bug == bug.name;
}

BugScore sum_up_one(const Score& score, const ListedBug& bug, std::uint64_t seeds) {
  BugScore sum{.bug = bug, .runs = 0, .found = 0, .by_replay = 0, .median = std::nullopt};
  std::vector<double> seconds;
  for (const ScoreRun& run : score.runs) {
    if (!of_bug(run, bug) || run.seed == 0 || run.seed > seeds) continue;
    ++sum.runs;
    if (run.found) ++sum.found;
    if (run.replay) ++sum.by_replay;
    seconds.push_back(run.found ? run.seconds : kNever);
  }
  const double middle = median(seconds);
  if (!seconds.empty() && middle != kNever) sum.median = middle;
  return sum;
}

// A cell of a table: what would end it is escaped.
std::string cell(const std::string& text) {
  std::string safe;
  for (const char letter : text) {
    if (letter == '|') safe += '\\';
    safe += letter == '\n' ? ' ' : letter;
  }
  return safe;
}

std::string seconds_text(const std::optional<double>& seconds) {
  return seconds ? fmt::format("{:.1f}", *seconds) : "not found";
}

}  // namespace

std::expected<std::vector<ListedBug>, std::string> read_listed_bugs(const std::string& target,
                                                                    std::string_view lines) {
  std::vector<ListedBug> bugs;
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    // What an engine says of itself stands between.
    if (!line.starts_with('{')) continue;
    try {
      bugs.push_back(bug_of(target, line));
    } catch (const json::exception& error) {
      return std::unexpected(fmt::format("{}: a line that lists no bug: {}", target, error.what()));
    }
  }
  if (bugs.empty()) return std::unexpected(fmt::format("{}: no planted bug is listed", target));
  return bugs;
}

std::string write_score(const Score& score) {
  ordered_json text{{"format", kFormat},
                    {"limit_seconds", score.limit},
                    {"made_with", score.made_with},
                    {"runs", ordered_json::array()}};
  for (const ScoreRun& run : score.runs) text["runs"].push_back(written(run));
  return text.dump(1, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::expected<Score, std::string> read_score(const std::string& text) {
  try {
    const json read = json::parse(text);
    if (const int format = read.at("format").get<int>(); format != kFormat) {
      return std::unexpected(
          fmt::format("it is of format {}, this program's is {}", format, kFormat));
    }
    Score score;
    score.limit = read.at("limit_seconds").get<unsigned>();
    score.made_with = read.at("made_with").get<decltype(score.made_with)>();
    for (const json& run : read.at("runs")) score.runs.push_back(run_of(run));
    return score;
  } catch (const json::exception& error) {
    return std::unexpected(std::string(error.what()));
  }
}

void keep_current(Score& score, const std::string& target, const std::string& made_with) {
  std::string& noted = score.made_with[target];
  if (noted == made_with) return;
  std::erase_if(score.runs, [&](const ScoreRun& run) { return run.target == target; });
  noted = made_with;
}

bool set_limit(Score& score, unsigned limit) {
  if (limit == score.limit) return true;
  if (limit < score.limit && !score.runs.empty()) return false;
  std::erase_if(score.runs, [](const ScoreRun& run) { return !run.found; });
  score.limit = limit;
  return true;
}

bool has_run(const Score& score, const ListedBug& bug, std::uint64_t seed) {
  return std::ranges::any_of(
      score.runs, [&](const ScoreRun& run) { return of_bug(run, bug) && run.seed == seed; });
}

std::vector<BugScore> sum_up(const Score& score, const std::vector<ListedBug>& bugs,
                             std::uint64_t seeds) {
  std::vector<BugScore> scores;
  scores.reserve(bugs.size());
  for (const ListedBug& bug : bugs) scores.push_back(sum_up_one(score, bug, seeds));
  return scores;
}

std::string score_table(const std::vector<BugScore>& scores) {
  std::string table =
      "| target | bug | pattern | found | median seconds | by replay "
      "|\n|---|---|---|---|---:|---|\n";
  for (const BugScore& score : scores) {
    table += fmt::format("| {} | {} | {} | {} of {} | {} | {} |\n", score.bug.target,
                         cell(score.bug.name), cell(score.bug.pattern), score.found, score.runs,
                         seconds_text(score.median),
                         score.by_replay == 0            ? "no"
                         : score.by_replay == score.runs ? "yes"
                                                         : fmt::format("{}", score.by_replay));
  }
  return table;
}

std::string score_summary(const std::vector<BugScore>& scores) {
  const auto found =
      std::ranges::count_if(scores, [](const BugScore& score) { return score.median.has_value(); });
  const auto replayed = std::ranges::count_if(scores, [](const BugScore& score) {
    return score.runs != 0 && score.by_replay == score.runs;
  });
  double slowest = 0;
  for (const BugScore& score : scores) slowest = std::max(slowest, score.median.value_or(0));
  return fmt::format("{} of {} found, slowest median {:.1f} s; {} by the corpus alone\n", found,
                     scores.size(), slowest, replayed);
}

bool all_found(const std::vector<BugScore>& scores) {
  return std::ranges::all_of(scores,
                             [](const BugScore& score) { return score.median.has_value(); });
}

}  // namespace oauthspec::fuzz::driver
