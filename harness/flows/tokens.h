// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/flows/client.h"
#include "harness/flows/flow.h"
#include "harness/flows/proof_key.h"
#include "harness/flows/server.h"
#include "harness/reference/oauth2/authorization_response.h"
#include "harness/reference/oauth2/scope.h"
#include "harness/reference/oauth2/token_request.h"
#include "harness/reference/oauth2/token_response.h"

namespace oauthspec::flows {

/// What a client asks for, whatever the grant.
struct Wanted {
  std::optional<oauth::oauth2::Scope> scope{};
  std::vector<std::string> resource{};  ///< RFC 8707
  ProofKey* proof_key = nullptr;        ///< Null: bearer tokens.
};

/// Whether a server granted no more than was asked for; where it does not say, it granted that (RFC 6749 section 5.1), which is put
/// into `granted`.
///
/// Errors: scope_invalid.
[[nodiscard]] oauth::Result<void> check_scope(const std::optional<oauth::oauth2::Scope>& wanted,
                                              std::optional<oauth::oauth2::Scope>& granted);

/// Exchanges a grant at the token endpoint: every grant that needs no browser. Where the server asks for a DPoP nonce, the request is
/// made once more with it.
///
/// Spec:   RFC 6749 sections 4.3, 4.4 and 6; RFC 7523; RFC 8693
[[nodiscard]] Outcome<oauth::oauth2::TokenResponse> exchange(const World& world,
                                                             const OAuth2Server& server,
                                                             const Client& client,
                                                             const oauth::oauth2::Grant& grant,
                                                             const Wanted& wanted);

/// How the authorization code grant is gone through.
struct CodeGrantOptions {
  std::string redirect_uri;
  Wanted wanted{};
  bool push = false;  ///< The request goes to the pushed authorization request endpoint: RFC 9126.
};

/// The authorization code grant with PKCE, state and issuer checked.
///
/// Spec:   RFC 6749 section 4.1; RFC 7636; RFC 9207
[[nodiscard]] Outcome<oauth::oauth2::TokenResponse> authorization_code(
    const World& world, const OAuth2Server& server, const Client& client, ResourceOwner& owner,
    const CodeGrantOptions& options);

/// The implicit grant.
///
/// Spec:   RFC 6749 section 4.2
[[nodiscard]] Outcome<oauth::oauth2::GrantedToken> implicit(
    const World& world, const OAuth2Server& server, const std::string& client_id,
    ResourceOwner& owner, const std::string& redirect_uri, const Wanted& wanted);

/// The device authorization grant: asks for the codes, lets the owner enter the user code, and polls as the server says.
///
/// Spec:   RFC 8628
[[nodiscard]] Outcome<oauth::oauth2::TokenResponse> device(const World& world,
                                                           const OAuth2Server& server,
                                                           const Client& client,
                                                           ResourceOwner& owner,
                                                           const Wanted& wanted);

}  // namespace oauthspec::flows
