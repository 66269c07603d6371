// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/challenges.h"

#include <algorithm>
#include <utility>

namespace oauthspec::checks {

using oauth::codec::Challenge;

std::vector<Challenge> challenges_of(const oauth::message::Response& response) {
  std::vector<Challenge> all;
  for (const auto& field : response.headers) {
    if (!oauth::message::equal_without_case(field.name, "WWW-Authenticate")) {
      continue;
    }
    if (auto read = oauth::codec::parse_challenges(field.value)) {
      std::ranges::move(*read, std::back_inserter(all));
    }
  }
  return all;
}

std::optional<Challenge> challenge_of(const oauth::message::Response& response,
                                      std::string_view scheme) {
  auto all = challenges_of(response);
  const auto found = std::ranges::find(all, scheme, &Challenge::scheme);
  return found == all.end() ? std::nullopt : std::optional(*std::move(found));
}

}  // namespace oauthspec::checks
