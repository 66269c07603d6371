// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// How soon the fuzzers find the bugs that were planted on purpose.
namespace oauthspec::fuzz::driver {

/// A bug that a program with planted bugs lists, one JSON object a line.
struct ListedBug {
  std::string target;
  std::string name;
  std::string description;
  std::string pattern;  ///< The real bug that it is patterned on, or the clause that it breaks.
};

/// Reads what a target's program lists.
///
/// Errors: no bug in it; a line that is no such object.
[[nodiscard]] std::expected<std::vector<ListedBug>, std::string> read_listed_bugs(
    const std::string& target, std::string_view lines);

/// One run that looked for one bug.
struct ScoreRun {
  std::string target;
  std::string bug;
  std::uint64_t seed = 0;
  double seconds = 0;  ///< Of the processor's time, until it was found or the limit was reached.
  bool found = false;
  bool replay = false;  ///< Whether an input of the corpus found it, before anything was changed.
};

/// What runs have come to.
struct Score {
  unsigned limit = 0;  ///< Seconds that a run may take.
  /// Of each target, a name of the program and the corpus that its runs were made with.
  std::map<std::string, std::string, std::less<>> made_with;
  std::vector<ScoreRun> runs;
};

/// The state as a JSON text; and back.
///
/// Errors: what is wrong with the text, for people.
[[nodiscard]] std::string write_score(const Score& score);
[[nodiscard]] std::expected<Score, std::string> read_score(const std::string& text);

/// Forgets the runs of a target that were made with something else, and notes what it is made with now.
void keep_current(Score& score, const std::string& target, const std::string& made_with);

/// Gives a score another limit, and forgets the runs that would have ended otherwise with it: those that found nothing.
///
/// Output: false, and no change, where it is a lower one and there are runs, each of which might have ended otherwise.
[[nodiscard]] bool set_limit(Score& score, unsigned limit);

[[nodiscard]] bool has_run(const Score& score, const ListedBug& bug, std::uint64_t seed);

/// One bug over all its seeds.
struct BugScore {
  ListedBug bug;
  std::size_t runs = 0;
  std::size_t found = 0;
  std::size_t by_replay = 0;
  std::optional<double> median;  ///< Seconds. None: in half of the runs it was not found.
};

/// Of the seeds 1 to `seeds`, in the order of the bugs.
[[nodiscard]] std::vector<BugScore> sum_up(const Score& score, const std::vector<ListedBug>& bugs,
                                           std::uint64_t seeds);

/// A Markdown table of all, and a line that sums it up.
[[nodiscard]] std::string score_table(const std::vector<BugScore>& scores);
[[nodiscard]] std::string score_summary(const std::vector<BugScore>& scores);

/// Whether each was found, by the median of its runs.
[[nodiscard]] bool all_found(const std::vector<BugScore>& scores);

}  // namespace oauthspec::fuzz::driver
