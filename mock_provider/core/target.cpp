// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/core/target.h"

#include <algorithm>
#include <cstddef>

namespace oauthspec::provider {
namespace {

constexpr std::string_view kCases = "/case/";
constexpr std::string_view kWellKnown = "/.well-known/";

// "/case/NAME/token" -> NAME, and "/token" remains; empty where the path is of no case.
std::string_view take_case(std::string_view& path) {
  if (!path.starts_with(kCases)) {
    return {};
  }
  const auto end = std::min(path.find('/', kCases.size()), path.size());
  const std::string_view name = path.substr(kCases.size(), end - kCases.size());
  if (!name.empty()) {
    path.remove_prefix(end);
  }
  return name;
}

// RFC8414-3-1, RFC9728-3-1: the well-known part stands between the host and the path of the issuer.
void take_case_behind_well_known(Target& target, std::string& joined) {
  const auto end = std::min(target.path.find('/', kWellKnown.size()), target.path.size());
  std::string_view behind = target.path.substr(end);
  target.case_name = take_case(behind);
  if (!target.case_name.empty()) {
    joined.assign(target.path.substr(0, end)).append(behind);
    target.path = joined;
  }
}

}  // namespace

Target target_of(std::string_view url, std::string& joined) {
  url = url.substr(0, url.find('#'));
  const auto scheme = url.find("://");
  const auto authority = scheme == std::string_view::npos ? 0 : scheme + 3;
  const auto end = std::min(url.find_first_of("/?", authority), url.size());
  const auto question = std::min(url.find('?', end), url.size());
  Target target{.origin = url.substr(0, end),
                .case_name = {},
                .path = url.substr(end, question - end),
                .query = question < url.size() ? url.substr(question + 1) : std::string_view()};
  if (target.path.starts_with(kWellKnown)) {
    take_case_behind_well_known(target, joined);
  } else {
    target.case_name = take_case(target.path);
  }
  return target;
}

}  // namespace oauthspec::provider
