// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/scope.h"

#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"
#include "harness/reference/oauth2/scope.h"

namespace oauthspec::fuzz {

template <>
ScopeReader reference<ScopeReader>() {
  return {
      .parse =
          [](std::string_view text) { return value_or_nothing(oauth::oauth2::parse_scope(text)); },
      .write =
          [](const std::vector<std::string>& scope) {
            return value_or_nothing(oauth::oauth2::write_scope(scope));
          },
      .compare =
          [](const std::vector<std::string>& requested,
             const std::optional<std::vector<std::string>>& granted) {
            auto difference = oauth::oauth2::compare_scope(requested, granted);
            const bool sufficient = difference.sufficient();
            return ScopeVerdict{std::move(difference.missing), std::move(difference.additional),
                                sufficient};
          }};
}

}  // namespace oauthspec::fuzz
