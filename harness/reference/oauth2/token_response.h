// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/reference/base/error.h"
#include "harness/reference/base/secret.h"
#include "harness/reference/message/http.h"
#include "harness/reference/oauth2/scope.h"

namespace oauth::oauth2 {

/// A successful response of the token endpoint.
struct TokenResponse {
  Secret access_token;
  std::string token_type;                  ///< As it is written; its case has no meaning.
  std::optional<std::int64_t> expires_in;  ///< Seconds.
  std::optional<Secret> refresh_token;
  std::optional<Scope> scope;                       ///< Nothing: as requested.
  std::optional<std::string> issued_token_type;     ///< RFC 8693 section 2.2.1
  std::optional<std::string> dpop_nonce;            ///< Of the header field: RFC 9449 section 8.2
  nlohmann::json extra = nlohmann::json::object();  ///< Members that are not named here.
};

/// Reads one, as a client.
///
/// Input:  `token_types` are those that the client understands; `exchange` says that the grant was a token exchange,
///         whose response has one member more.
/// Errors: error_response (the status is not 200); content_type_unexpected, json_invalid and its like; member_missing,
///         member_invalid, scope_invalid; token_type_unsupported.
/// Spec:   RFC 6749 sections 5.1 and 7.1; RFC 8693 section 2.2.1
[[nodiscard]] Result<TokenResponse> parse_token_response(
    const message::Response& response, const std::vector<std::string>& token_types, bool exchange);

/// Writes one, as a server.
///
/// Errors: scope_invalid; utf8_invalid; member_invalid: a token or token type that is empty or has a character that the grammar has
///         not, a time below zero.
/// Spec:   RFC 6749 section 5.1
[[nodiscard]] Result<message::Response> write_token_response(const TokenResponse& response);

/// Whether two names of token types are the same: without case.
///
/// Spec:   RFC 6749 section 5.1
[[nodiscard]] bool same_token_type(std::string_view a, std::string_view b);

}  // namespace oauth::oauth2
