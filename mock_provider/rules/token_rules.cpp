// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/rules/token_rules.h"

#include <algorithm>

namespace oauthspec::provider::rules {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::Errc;

bool contains(const oauth2::Scope& scope, const std::string& token) {
  return std::ranges::find(scope, token) != scope.end();
}

}  // namespace

oauth2::Judgement<oauth2::Scope> grant_scope(const Surroundings& around, const ClientRecord& client,
                                             const std::optional<oauth2::Scope>& requested) {
  oauth2::Scope granted;
  if (!requested) {
    // RFC6749-3.3-3: a request without a scope gets the default, or fails.
    std::ranges::copy_if(
        around.settings.default_scope, std::back_inserter(granted),
        [&client](const std::string& token) { return contains(client.scope, token); });
  } else {
    for (const std::string& token : *requested) {
      if (!contains(around.settings.scopes, token) || !contains(client.scope, token)) {
        return std::unexpected(oauth2::Refusal{"invalid_scope", 400, Errc::scope_invalid});
      }
      if (!contains(granted, token)) {
        granted.push_back(token);
      }
    }
  }
  if (granted.empty()) {
    return std::unexpected(oauth2::Refusal{"invalid_scope", 400, Errc::scope_invalid});
  }
  return granted;
}

oauth2::Judgement<void> check_grant_type(const ClientRecord& client,
                                         const std::string& grant_type) {
  if (!client.grant_types.contains(grant_type)) {
    return std::unexpected(oauth2::Refusal{"unauthorized_client", 400, Errc::parameter_invalid});
  }
  return {};
}

}  // namespace oauthspec::provider::rules
