// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "mock_provider/oauth2/answer.h"
#include "mock_provider/oauth2/grants.h"

namespace oauthspec::provider::oauth2_endpoints {

namespace oauth2 = oauth::oauth2;

oauth2::Judgement<Issue> exchange(const GrantCall& grant_call,
                                  const oauth2::ClientCredentialsGrant&) {
  const auto& [call, client, request] = grant_call;
  if (client.is_public()) {
    // RFC6749-4.4-1: for confidential clients only.
    return std::unexpected(refusal("unauthorized_client", oauth::Errc::credentials_invalid));
  }
  auto scope = call.state.rules.token.grant_scope(call.around(), client, request.scope);
  if (!scope) {
    return std::unexpected(scope.error());
  }
  Issue issue;
  issue.grant = {.family = call.state.next_family(),
                 .client_id = client.id,
                 .subject = {},
                 .scope = *std::move(scope),
                 .resources = {},
                 .authorized_at = call.now};
  return issue;  // RFC6749-4.4.3-1: without a refresh token.
}

}  // namespace oauthspec::provider::oauth2_endpoints
