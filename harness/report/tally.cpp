// SPDX-License-Identifier: Apache-2.0
#include "harness/report/tally.h"

#include <algorithm>

#include "harness/result/sanitizer.h"

namespace oauthspec::report {

using result::Status;

bool unexpected(Status status) {
  switch (status) {
    case Status::fail:
    case Status::vacuous:
    case Status::xpass:
    case Status::crash:
    case Status::timeout:
    case Status::error:
      return true;
    case Status::pass:
    case Status::warn:
    case Status::skip:
    case Status::unsupported:
    case Status::xfail:
    case Status::flaky:
    case Status::inconclusive:
    case Status::not_run:
      return false;
  }
  return true;
}

bool unexpected(const result::Result& result) {
  return !result.also && unexpected(result.status);
}

void Tally::add(const result::Result& result) {
  if (result.also) {
    ++also_[result.status];
    return;
  }
  ++counts_[result.status];
  sanitizer_reports_ += result::sanitizer_report(result.stderr_text) ? 1U : 0U;
  ++suites_[result.test.substr(0, result.test.rfind('/'))][result.status];
  if (const std::size_t equals = result.policy.find('='); equals != std::string::npos) {
    ++policies_[result.policy.substr(0, equals)][result.policy.substr(equals + 1)];
  }
}

std::size_t Tally::count(Status status) const {
  const auto found = counts_.find(status);
  return found == counts_.end() ? 0 : found->second;
}

std::size_t Tally::all() const {
  std::size_t sum = 0;
  for (const auto& [status, count] : counts_) {
    sum += count;
  }
  return sum;
}

std::size_t Tally::applicable() const {
  return all() - count(Status::unsupported) - count(Status::skip) - count(Status::not_run);
}

bool Tally::any_unexpected() const {
  return std::ranges::any_of(
      counts_, [](const auto& entry) { return entry.second > 0 && unexpected(entry.first); });
}

}  // namespace oauthspec::report
