// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/reference/base/error.h"
#include "harness/reference/message/http.h"
#include "harness/reference/oauth2/scope.h"

namespace oauth::oauth2 {

/// Who answers.
enum class Endpoint : std::uint8_t {
  token,                 ///< RFC 6749 section 5.2
  device_authorization,  ///< RFC 8628 section 3.2
  pushed_authorization,  ///< RFC 9126 section 2.3
  revocation,            ///< RFC 7009 section 2.2.1
  introspection,         ///< RFC 7662 section 2.3
  registration,          ///< RFC 7591 section 3.2.2
  resource,              ///< RFC 6750 section 3: a protected resource
};

/// An error response.
struct ErrorResponse {
  std::string error;  ///< Empty where a protected resource names none.
  std::optional<std::string> error_description;
  std::optional<std::string> error_uri;
  std::optional<Scope> scope;                    ///< Of a protected resource: what it asks for.
  std::optional<std::string> realm;              ///< Of a protected resource.
  std::optional<std::string> resource_metadata;  ///< Of a protected resource: RFC 9728 section 5.1
  std::optional<std::string> dpop_nonce;         ///< Of the header field: RFC 9449 section 8
  nlohmann::json extra =
      nlohmann::json::object();  ///< Members of the body that are not named here.
};

/// Reads one, as a client.
///
/// Errors: status_unexpected (no 4xx or 5xx); content_type_unexpected, json_invalid and its like; member_missing,
///         member_invalid; for a protected resource challenge_malformed, scope_invalid, and header_scheme where it
///         has no challenge of the schemes Bearer and DPoP.
/// Spec:   RFC 6749 section 5.2; RFC 6750 section 3; RFC 9449 section 7.1
[[nodiscard]] Result<ErrorResponse> parse_error_response(Endpoint endpoint,
                                                         const message::Response& response);

/// How a client showed who it is, as far as an answer depends on it.
enum class UsedScheme : std::uint8_t { none, basic };

/// Writes one of the token endpoint's kind.
///
/// Input:  `status` is 400 where the protocol names no other one; `scheme` is that of the request's Authorization header field.
/// Output: invalid_client to a request with such a field is 401; and each 401 has a challenge.
/// Errors: utf8_invalid; status_unexpected (no 4xx or 5xx); member_invalid: no error code, or a text with a character that the grammar
///         has not.
/// Spec:   RFC 6749 section 5.2; RFC 7235 section 3.1
[[nodiscard]] Result<message::Response> write_error_response(const ErrorResponse& error, int status,
                                                             UsedScheme scheme);

}  // namespace oauth::oauth2
