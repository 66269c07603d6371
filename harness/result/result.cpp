// SPDX-License-Identifier: Apache-2.0
#include "harness/result/result.h"

#include <algorithm>
#include <array>

namespace oauthspec::result {
namespace {

// In the order of the enumerators.
constexpr std::array<std::string_view, 14> kNames{
    "pass",  "fail",  "warn",  "skip",    "unsupported", "vacuous",      "xfail",
    "xpass", "flaky", "crash", "timeout", "error",       "inconclusive", "not_run"};

}  // namespace

std::string_view name(Status status) {
  return kNames.at(static_cast<std::size_t>(status));
}

std::optional<Status> status_named(std::string_view text) {
  const auto* const found = std::ranges::find(kNames, text);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Status>(found - kNames.begin());
}

}  // namespace oauthspec::result
