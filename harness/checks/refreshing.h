// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "harness/checks/session.h"

namespace oauthspec::checks {

/// Tokens by the code grant, a refresh token among them. Inconclusive where there is none.
[[nodiscard]] Attempt<IssuedTokens> tokens_to_refresh(Session& session);

/// A token request with a refresh token.
[[nodiscard]] Attempt<Response> refresh(Session& session, const TestClient& client,
                                        const std::string& refresh_token);

/// The same client with another password; nothing where it has none.
[[nodiscard]] std::optional<TestClient> with_wrong_secret(const TestClient& client);

}  // namespace oauthspec::checks
