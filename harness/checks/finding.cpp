// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/finding.h"

#include <utility>

namespace oauthspec::checks {

std::string_view name(Verdict verdict) {
  switch (verdict) {
    case Verdict::pass:
      return "pass";
    case Verdict::fail:
      return "fail";
    case Verdict::inconclusive:
      return "inconclusive";
    case Verdict::unsupported:
      return "unsupported";
  }
  return "inconclusive";
}

Finding pass() {
  return {Verdict::pass, {}};
}
Finding fail(std::string message) {
  return {Verdict::fail, std::move(message)};
}
Finding inconclusive(std::string message) {
  return {Verdict::inconclusive, std::move(message)};
}
Finding unanswered(std::string message) {
  return {Verdict::inconclusive, std::move(message), true};
}

Finding shown_by(std::optional<std::size_t> exchange, Finding finding) {
  finding.exchange = exchange;
  return finding;
}

Finding unsupported(std::string message) {
  return {Verdict::unsupported, std::move(message)};
}

}  // namespace oauthspec::checks
