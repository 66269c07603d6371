// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/report/report.h"
#include "harness/result/result.h"
#include "harness/vector/threats.h"

/// How well a server does in its checks: by what it does not meet, and by threat.
namespace oauthspec::report {

/// Where a server stands with a threat.
enum class Stand : std::uint8_t {
  open,       ///< A check of a statement that counters it failed.
  partly,     ///< Only what is recommended is not met.
  countered,  ///< Every check that decided anything passed.
  unknown,    ///< None decided anything: the server is not asked, or no check can.
};

[[nodiscard]] std::string_view name(Stand stand);

/// A threat, where the server stands with it, and the checks that say so.
struct ThreatStand {
  const vector::Threat* threat = nullptr;
  Stand stand = Stand::unknown;
  std::vector<std::string>
      tests;  ///< Where it is open or partly countered, those that are not met; else those that passed.
};

/// A statement that the server does not meet.
struct Unmet {
  std::string
      requirement;  ///< Its id: the first that the checks cite, which is the one that they look for.
  std::vector<std::string> tests;  ///< The checks that found it.
};

/// How many checks decided something, and how many of them are not met.
struct Share {
  std::size_t judged = 0;
  std::size_t unmet = 0;
};

struct Grade {
  std::string letter;  ///< "A+", "A" to "F"; empty where there is none.
  std::string why;     ///< What the letter rests on, in one sentence, or why there is none.
  Share must;
  Share should;
  std::vector<Unmet> unmet_must;
  std::vector<Unmet> unmet_should;
  std::vector<ThreatStand> threats;  ///< All, in the order of threats.json.

  [[nodiscard]] std::size_t count(Stand stand) const;
};

/// Gathers the results of a run. Those of anything but checks of a server, and of what a server does not claim, are passed over.
///
/// Lifetime: `library` has to outlive it.
class Grader {
 public:
  explicit Grader(const vector::Library& library) : library_(library) {}

  void add(const result::Result& result);

  /// Whether there is anything to grade.
  [[nodiscard]] bool any() const { return !checks_.empty(); }

  /// Output: the grade by the rule that README.md has. A failure counts as one, whether or not the expectations name it.
  [[nodiscard]] Grade grade() const;

 private:
  enum class Outcome : std::uint8_t { met, unmet_must, unmet_should, unmet_may, undecided };
  // What is kept of a result, which may be large itself.
  struct Check {
    std::string test;
    std::string level;
    std::vector<std::string> requirements;
    Outcome outcome{};
  };

  static Outcome outcome_of(const result::Result& result);
  [[nodiscard]] ThreatStand stand_of(const vector::Threat& threat) const;

  const vector::Library& library_;
  std::vector<Check> checks_;
};

/// Whether a run has checks of a server, and the grade of it; a run in trouble has none, and says so.
[[nodiscard]] bool gradable(const RunReport& run);
[[nodiscard]] Grade grade_of(const RunReport& run, const vector::Library& library);

}  // namespace oauthspec::report
