// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/reference/base/error.h"
#include "harness/reference/base/secret.h"
#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth2/bearer.h"
#include "harness/reference/oauth2/token_request.h"

/// Requests that a client sends elsewhere than to the token endpoint. For all: `endpoint`'s own query is kept, and the
/// errors are those of write_token_request() as far as they apply; parameter_missing where a token is empty.
namespace oauth::oauth2 {

/// Asks for a device code and a user code.
///
/// Errors: uri_scheme_unsupported too: the endpoint is not https.
/// Spec:   RFC 8628 section 3.1
[[nodiscard]] Result<message::Request> write_device_authorization_request(
    std::string_view endpoint, const Client& client, const FormOptions& options);

/// Pushes an authorization request.
///
/// Input:  `parameters` are those of the authorization request without client_id.
/// Errors: parameter_invalid too: request_uri is among the parameters, or more than a request object is.
/// Spec:   RFC 9126 section 2.1
[[nodiscard]] Result<message::Request> write_pushed_authorization_request(
    std::string_view endpoint, const Client& client, message::Parameters parameters,
    const FormOptions& options);

/// Which token is meant, and what the client believes that it is.
struct TokenReference {
  Secret token;
  std::optional<std::string> token_type_hint;
};

/// Revokes a token.
///
/// Errors: uri_scheme_unsupported too: the endpoint is not https.
/// Spec:   RFC 7009 section 2.1
[[nodiscard]] Result<message::Request> write_revocation_request(std::string_view endpoint,
                                                                const Client& client,
                                                                const TokenReference& token,
                                                                const FormOptions& options);

/// Asks what a token is good for.
///
/// Input:  `client` is null where `access_token` shows who asks.
/// Errors: credentials_invalid too: the client authenticates beside the access token.
/// Spec:   RFC 7662 section 2.1
[[nodiscard]] Result<message::Request> write_introspection_request(
    std::string_view endpoint, const Client* client, const TokenReference& token,
    const std::optional<Secret>& access_token, const FormOptions& options);

/// Registers a client.
///
/// Errors: member_invalid (`metadata` is no object, or has jwks and jwks_uri), utf8_invalid, bearer_invalid.
/// Spec:   RFC 7591 section 3.1
[[nodiscard]] Result<message::Request> write_registration_request(
    std::string_view endpoint, const nlohmann::json& metadata,
    const std::optional<Secret>& initial_access_token);

/// An access token and how it is sent.
struct TokenUse {
  Secret access_token;
  bool dpop = false;  ///< The token's type is DPoP (RFC 9449 section 7.1), else Bearer.
  TokenPlacement placement = TokenPlacement::header;
  std::optional<std::string> dpop_proof;
};

/// Adds an access token to a request for a protected resource.
///
/// Errors: bearer_invalid (no b64token in the header field, no VSCHAR elsewhere, an Authorization header field or an access_token there already, a body that is no form or whose method has no use for
///         one, a DPoP token elsewhere than in the header), proof_missing.
/// Spec:   RFC 6750 section 2; RFC 9449 section 7.1
[[nodiscard]] Result<message::Request> with_access_token(message::Request request,
                                                         const TokenUse& use);

}  // namespace oauth::oauth2
