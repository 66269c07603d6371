// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "harness/checks/session.h"
#include "harness/reference/oauth2/dpop.h"

namespace oauthspec::checks {

/// Whose key a proof is made with: this client's, or that of somebody who got hold of its token.
enum class Holder : std::uint8_t { client, thief };

/// Tokens that are bound to the client's key.
struct BoundTokens {
  IssuedTokens tokens;
  std::string thumbprint;  ///< jkt
};

/// Tokens by the code grant, bound to a key. Inconclusive where there are none, or the server bound them to nothing.
///
/// Spec:   RFC 9449 section 5
[[nodiscard]] Attempt<BoundTokens> bound_tokens(Session& session);

/// What a right proof for a GET of the resource says.
[[nodiscard]] oauth::oauth2::ProofClaims resource_claims(Session& session,
                                                         std::string_view access_token);

/// A GET of the resource with a token under the scheme DPoP; with no proof where there are no claims. Where the resource asks for a nonce,
/// once more with that.
[[nodiscard]] Attempt<Response> bound_resource(
    Session& session, std::string_view access_token,
    const std::optional<oauth::oauth2::ProofClaims>& claims, Holder holder = Holder::client);

}  // namespace oauthspec::checks
