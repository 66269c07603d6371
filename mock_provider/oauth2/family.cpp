// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/family.h"

namespace oauthspec::provider::oauth2_endpoints {

void revoke_family(State& state, const Grant& cause, FallsWith falls_with) {
  for (AccessTokenRecord& token : state.access_tokens.all()) {
    if (falls_with(cause, token.grant)) {
      state.rules.revocation.revoke_access_token(token);
    }
  }
  for (RefreshTokenRecord& token : state.refresh_tokens.all()) {
    if (falls_with(cause, token.grant)) {
      state.rules.revocation.revoke_refresh_token(token);
    }
  }
}

}  // namespace oauthspec::provider::oauth2_endpoints
