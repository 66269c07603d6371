// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "harness/reference/base/error.h"
#include "harness/reference/base/secret.h"
#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth2/scope.h"

namespace oauth::oauth2 {

/// What an authorization request asked for.
enum class ResponseType : std::uint8_t { code, token };

/// Where a response's parameters stand.
enum class ResponseMode : std::uint8_t {
  query,      ///< RFC 6749 section 4.1.2
  fragment,   ///< RFC 6749 section 4.2.2
  form_post,  ///< OAuth 2.0 Form Post Response Mode section 2
};

/// What a client remembers of its request, and of the server that it went to.
struct SentRequest {
  ResponseType response_type = ResponseType::code;
  ResponseMode response_mode = ResponseMode::query;
  std::optional<std::string>
      redirect_uri;  ///< To be compared with where the response arrived; nothing: there is only one.
  std::optional<std::string> state;
  std::optional<std::string> issuer;  ///< Nothing: the client knows none.
  std::optional<bool>
      iss_supported;  ///< authorization_response_iss_parameter_supported; nothing: the server says nothing.
};

/// The authorization code.
struct GrantedCode {
  Secret code;
};

/// The access token of the implicit grant.
struct GrantedToken {
  Secret access_token;
  std::string token_type;
  std::optional<std::int64_t> expires_in;  ///< Seconds.
  std::optional<Scope> scope;              ///< Nothing: as requested.
};

/// The resource owner or the server said no.
struct Denied {
  std::string error;
  std::optional<std::string> error_description;
  std::optional<std::string> error_uri;
};

/// A response that belongs to its request.
struct AuthorizationResponse {
  std::variant<GrantedCode, GrantedToken, Denied> outcome;
  std::optional<std::string> state;
  std::optional<std::string> iss;
  message::Parameters extra;
};

/// Reads what the user-agent brings to the redirection endpoint, as a client.
///
/// Input:  `request` is the user-agent's; its url keeps the fragment. Parameters without a value count as absent, but for iss,
///         which is compared, and scope, which is malformed.
/// Errors: redirect_uri_mismatch (it arrived elsewhere); method_invalid, content_type_unexpected (form_post); parameter_duplicated,
///         parameter_missing, parameter_invalid; state_mismatch; issuer_mismatch; scope_invalid; percent_truncated,
///         percent_bad_digit.
/// Spec:   RFC 6749 sections 4.1.2, 4.2.2 and 10.12; RFC 9207 section 2.4
[[nodiscard]] Result<AuthorizationResponse> parse_authorization_response(
    const message::Request& request, const SentRequest& sent);

/// The parameters of a response, as a page posts them to the client.
///
/// Errors: scope_invalid; parameter_duplicated: `extra` names one again.
/// Spec:   RFC 6749 sections 4.1.2, 4.1.2.1 and 4.2.2; OAuth 2.0 Form Post Response Mode section 2
[[nodiscard]] Result<message::Parameters> authorization_response_parameters(
    const AuthorizationResponse& response);

/// Writes the redirection URI with a response in it, as an authorization server.
///
/// Input:  `mode` is query or fragment: a form is posted by a page, not by a URI.
/// Errors: redirect_uri_invalid; parameter_missing, parameter_invalid (`mode` is form_post, or a value has a character that the grammar
///         has not), scope_invalid; parameter_duplicated: `extra`, or the redirection URI's own query, names a parameter again.
/// Spec:   RFC 6749 sections 4.1.2, 4.1.2.1 and 4.2.2
[[nodiscard]] Result<std::string> write_authorization_response(
    std::string_view redirect_uri, const AuthorizationResponse& response, ResponseMode mode);

}  // namespace oauth::oauth2
