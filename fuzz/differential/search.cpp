// SPDX-License-Identifier: Apache-2.0
#include "fuzz/differential/search.h"

#include <map>
#include <utility>

#include "fuzz/differential/pool.h"
#include "fuzz/differential/shrink.h"
#include "fuzz/mutate/choice.h"

namespace oauthspec::fuzz {
namespace {

using adapter::StartProblem;
using Smallest = std::map<std::string, Difference>;

std::string key_of(const Difference& difference) {
  return difference.base.suite->op + ": " + difference.kind;
}

void keep(Difference difference, Smallest& smallest) {
  const auto [known, added] = smallest.try_emplace(key_of(difference), difference);
  if (!added && difference.in.dump().size() < known->second.in.dump().size()) {
    known->second = std::move(difference);
  }
}

/// The vectors that the library answers as the reference does.
std::expected<std::vector<Base>, StartProblem> agreed(const std::vector<Base>& pool,
                                                      Comparison& comparison) {
  std::vector<Base> agreed;
  for (const Base& base : pool) {
    auto difference = comparison.of(base, base.test->in);
    if (!difference) return std::unexpected(std::move(difference).error());
    if (!*difference) agreed.push_back(base);
  }
  return agreed;
}

/// Asks inputs until a limit is reached.
std::expected<void, StartProblem> ask_all(const std::vector<Base>& pool, Comparison& comparison,
                                          const SearchLimits& limits, Dice& dice, Found& found,
                                          Smallest& smallest) {
  while (found.inputs < limits.inputs && !limits.out_of_time()) {
    const Base& base = pick(pool, dice);
    const auto in = mutant_of(base, pick(pool, dice), dice);
    if (!in) continue;
    ++found.inputs;
    auto difference = comparison.of(base, *in);
    if (!difference) return std::unexpected(std::move(difference).error());
    if (*difference) keep(*std::move(*difference), smallest);
  }
  return {};
}

}  // namespace

Found search(const std::vector<Base>& pool, Comparison& comparison, const SearchLimits& limits,
             unsigned seed) {
  Found found;
  const auto usable = agreed(pool, comparison);
  if (!usable) {
    found.stopped = usable.error().reason;
    return found;
  }
  found.left_out = pool.size() - usable->size();
  if (usable->empty()) return found;

  Dice dice(seed);
  Smallest smallest;
  if (const auto asked = ask_all(*usable, comparison, limits, dice, found, smallest); !asked) {
    found.stopped = asked.error().reason;
  }
  for (auto& [key, difference] : smallest) {
    auto smaller = found.stopped.empty() ? shrink(difference, comparison, limits.shrinking)
                                         : std::expected<Difference, StartProblem>(difference);
    if (!smaller) found.stopped = smaller.error().reason;
    found.differences.push_back(smaller ? *std::move(smaller) : std::move(difference));
  }
  return found;
}

}  // namespace oauthspec::fuzz
