// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "harness/http/reply.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::control::fits {

/// What a behaviour may ask of the request and its reply.
[[nodiscard]] bool always(const Call& call, const http::Reply& reply);
/// The reply has a body.
[[nodiscard]] bool has_body(const Call& call, const http::Reply& reply);
/// The body is a JSON object.
[[nodiscard]] bool has_json(const Call& call, const http::Reply& reply);
/// A success of the token endpoint: RFC 6749 section 5.1.
[[nodiscard]] bool has_token(const Call& call, const http::Reply& reply);
/// ... with a refresh token.
[[nodiscard]] bool has_refresh_token(const Call& call, const http::Reply& reply);
/// ... whose access token is a JWT.
[[nodiscard]] bool has_jwt(const Call& call, const http::Reply& reply);
/// A redirection with a response of the authorization endpoint, or its error: RFC 6749 sections 4.1.2 and 4.2.2.
[[nodiscard]] bool is_authorization_response(const Call& call, const http::Reply& reply);
/// ... with a code.
[[nodiscard]] bool has_code(const Call& call, const http::Reply& reply);
/// A redirection with a code or a token.
[[nodiscard]] bool is_granted(const Call& call, const http::Reply& reply);
/// A redirection with a verifier: RFC 5849 section 2.2.
[[nodiscard]] bool has_verifier(const Call& call, const http::Reply& reply);
/// A form with credentials: RFC 5849 sections 2.1 and 2.3.
[[nodiscard]] bool has_credentials(const Call& call, const http::Reply& reply);
/// ... with oauth_callback_confirmed.
[[nodiscard]] bool has_temporary_credentials(const Call& call, const http::Reply& reply);
/// The reply has a WWW-Authenticate field.
[[nodiscard]] bool has_challenge(const Call& call, const http::Reply& reply);
/// A success without a redirection.
[[nodiscard]] bool is_success(const Call& call, const http::Reply& reply);
/// A token request of the device grant: RFC 8628 section 3.4.
[[nodiscard]] bool is_device_poll(const Call& call, const http::Reply& reply);
/// A token request with a refresh token: RFC 6749 section 6.
[[nodiscard]] bool is_refresh(const Call& call, const http::Reply& reply);
/// A token request with a code: RFC 6749 section 4.1.3.
[[nodiscard]] bool is_code_exchange(const Call& call, const http::Reply& reply);
/// A token response that answers a refresh: has_token() and is_refresh().
[[nodiscard]] bool is_refreshed(const Call& call, const http::Reply& reply);

}  // namespace oauthspec::provider::control::fits
