// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/base/error.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth2/refusal.h"
#include "harness/reference/oauth2/scope.h"

namespace oauth::oauth2 {

/// What a client asks of the authorization endpoint. What is nothing is left out.
struct AuthorizationRequest {
  std::string response_type;  ///< Empty: the request object has it.
  std::string client_id;
  std::optional<std::string> redirect_uri;
  std::optional<Scope> scope;
  std::optional<std::string> state;
  std::optional<std::string> code_challenge;         ///< RFC 7636 section 4.3
  std::optional<std::string> code_challenge_method;  ///< RFC 7636 section 4.3
  std::vector<std::string> resource;                 ///< RFC 8707 section 2
  std::optional<std::string> request;                ///< A request object: RFC 9101 section 5.1
  std::optional<std::string> request_uri;            ///< RFC 9101 section 5.2, RFC 9126 section 4
  message::Parameters extra;
};

/// Writes the request's parameters.
///
/// Errors: parameter_missing (no response_type), parameter_invalid (a client_id, state, response_type, request or
///         request_uri that the grammar has not, or both of the last two), scope_invalid, redirect_uri_invalid,
///         code_challenge_invalid, challenge_method_unsupported, resource_invalid, parameter_duplicated (`extra` names
///         one of these again, or one of its own twice).
/// Spec:   RFC 6749 sections 4.1.1 and 4.2.1; RFC 9101 section 5
[[nodiscard]] Result<message::Parameters> write_authorization_parameters(
    const AuthorizationRequest& request);

/// Writes the URI that the user-agent is sent to. The endpoint's own query is kept.
///
/// Errors: uri_invalid and its like (the endpoint is no absolute URI, or has a fragment); those of write_authorization_parameters();
///         parameter_duplicated where the endpoint's query names one of them.
/// Spec:   RFC 6749 section 3.1
[[nodiscard]] Result<std::string> authorization_url(std::string_view endpoint,
                                                    const AuthorizationRequest& request);

/// Reads the parameters of a request, as an authorization server does before it knows the client.
///
/// Input:  decoded; one without a value counts as absent, one that is not known goes to `extra`.
/// Output: a refusal is invalid_request (a parameter that stands twice, no client_id, no response_type, a code_challenge that is
///         none), invalid_scope, or invalid_target. Whether it may be sent to redirect_uri the caller decides.
/// Spec:   RFC 6749 sections 3.1, 4.1.1 and 4.1.2.1; RFC 8707 section 2
[[nodiscard]] Judgement<AuthorizationRequest> parse_authorization_request(
    const message::Parameters& parameters);

}  // namespace oauth::oauth2
