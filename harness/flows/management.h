// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "harness/flows/client.h"
#include "harness/flows/flow.h"
#include "harness/flows/proof_key.h"
#include "harness/flows/server.h"
#include "harness/reference/oauth2/endpoint_request.h"
#include "harness/reference/oauth2/introspection.h"

/// What is done with tokens and clients once they are there.
namespace oauthspec::flows {

/// Revokes a token.
///
/// Spec:   RFC 7009 section 2
[[nodiscard]] Outcome<void> revoke(const World& world, const OAuth2Server& server,
                                   const Client& client,
                                   const oauth::oauth2::TokenReference& token);

/// Asks what a token is good for.
///
/// Spec:   RFC 7662 section 2
[[nodiscard]] Outcome<oauth::oauth2::IntrospectionResponse> introspect(
    const World& world, const OAuth2Server& server, const Client& client,
    const oauth::oauth2::TokenReference& token);

/// Registers a client.
///
/// Output: the client's metadata as the server registered it: client_id, client_secret, ...
/// Spec:   RFC 7591 section 3
[[nodiscard]] Outcome<nlohmann::json> register_client(const World& world,
                                                      const OAuth2Server& server,
                                                      const nlohmann::json& metadata);

/// A request for a protected resource with an access token: a bearer token, or one that is bound to `key`. Where the server asks for
/// a DPoP nonce, the request is made once more with it.
///
/// Input:  `key` is null for a bearer token.
/// Output: the response, whatever its status.
/// Spec:   RFC 6750 section 2.1; RFC 9449 section 7
[[nodiscard]] Outcome<oauth::message::Response> request_resource(
    const World& world, const oauth::message::Request& request, const oauth::Secret& access_token,
    ProofKey* key);

}  // namespace oauthspec::flows
