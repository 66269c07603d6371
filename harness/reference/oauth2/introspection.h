// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/reference/base/error.h"
#include "harness/reference/message/http.h"
#include "harness/reference/oauth2/scope.h"

namespace oauth::oauth2 {

/// What an authorization server says of a token.
struct IntrospectionResponse {
  bool active = false;
  std::optional<Scope> scope;
  std::optional<std::string> client_id, username, token_type;
  std::optional<std::int64_t> exp, iat, nbf;  ///< Seconds since 1970.
  std::optional<std::string> sub;
  std::optional<std::vector<std::string>>
      aud;  ///< One audience that is no array is an array of one.
  std::optional<std::string> iss, jti;
  std::optional<nlohmann::json> cnf;  ///< RFC 9449 section 6.2
  nlohmann::json extra = nlohmann::json::object();
};

/// Reads an introspection response, as a protected resource. No clock is asked.
///
/// Errors: status_unexpected (not 200); content_type_unexpected, json_invalid and its like; member_missing, member_invalid,
///         scope_invalid.
/// Spec:   RFC 7662 section 2.2
[[nodiscard]] Result<IntrospectionResponse> parse_introspection(const message::Response& response);

/// Writes one, as a server: of a token that is not active nothing else is told.
///
/// Errors: scope_invalid; utf8_invalid; member_invalid: a time below zero.
/// Spec:   RFC 7662 section 2.2
[[nodiscard]] Result<message::Response> write_introspection(const IntrospectionResponse& response);

}  // namespace oauth::oauth2
