// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/checks/session.h"

namespace oauthspec::checks {

/// Tokens by the code grant, a refresh token among them. Inconclusive where there is none.
[[nodiscard]] Attempt<IssuedTokens> tokens_to_refresh(Session& session);

/// A token request with a refresh token.
[[nodiscard]] Attempt<Response> refresh(Session& session, const TestClient& client,
                                        const std::string& refresh_token);

}  // namespace oauthspec::checks
