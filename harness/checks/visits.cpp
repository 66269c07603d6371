// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/visits.h"

#include <algorithm>
#include <array>

namespace oauthspec::checks {
namespace {

struct Visits {
  std::string_view check;
  std::size_t count;
};

// Sorted by the checks' ids. A test of the mock provider counts, and writes this file with OAUTHSPEC_COUNT_VISITS=FILE.
constexpr auto kVisits = std::to_array<Visits>({
#include "harness/checks/visits.inc"
});

}  // namespace

std::size_t visits_of(std::string_view check) {
  const auto found = std::ranges::lower_bound(kVisits, check, {}, &Visits::check);
  return found != kVisits.end() && found->check == check ? found->count : 0;
}

}  // namespace oauthspec::checks
