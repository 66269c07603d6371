// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/answer.h"
#include "mock_provider/oauth2/grants.h"

namespace oauthspec::provider::oauth2_endpoints {

namespace oauth2 = oauth::oauth2;

oauth2::Judgement<Issue> exchange(const GrantCall& grant_call,
                                  const oauth2::ClientCredentialsGrant&) {
  Call& call = grant_call.call;
  if (const auto confidential = call.state.rules.grant.check_confidential(grant_call.client);
      !confidential) {
    return because(call, confidential.error(), "RFC6749-4.4-2");
  }
  return grant_request(grant_call, {});  // RFC6749-4.4.3-1: without a refresh token.
}

}  // namespace oauthspec::provider::oauth2_endpoints
