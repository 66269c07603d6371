// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/base/error.h"
#include "harness/reference/message/http.h"
#include "harness/reference/oauth2/refusal.h"
#include "harness/reference/oauth2/scope.h"

namespace oauth::oauth2 {

/// Where a bearer token may stand in a request.
enum class TokenPlacement : std::uint8_t {
  header,  ///< RFC 6750 section 2.1
  body,    ///< RFC 6750 section 2.2
  query,   ///< RFC 6750 section 2.3
};

/// A token, and where it stood.
struct BearerToken {
  std::string token;
  TokenPlacement placement = TokenPlacement::header;
};

/// Whether the text can be sent as a bearer token in the header field.
///
/// ABNF:   b64token = 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="
/// Spec:   RFC 6750 section 2.1
[[nodiscard]] bool is_b64token(std::string_view text);

/// Finds the bearer token of a request, where the resource server looks for it.
///
/// Output: a refusal is invalid_request (400): malformed, more than one way or twice; or one without an error code (401):
///         the request has no token. Whether the token is good is not asked.
/// Spec:   RFC 6750 sections 2 and 3.1
[[nodiscard]] Judgement<BearerToken> find_bearer_token(
    const message::Request& request, const std::vector<TokenPlacement>& placements);

/// Adds an access token to a request, in the way that RFC 6750 prefers.
///
/// Errors: bearer_invalid: the token is no b64token.
/// Spec:   RFC 6750 section 2.1
[[nodiscard]] Result<void> add_bearer_token(message::Request& request, std::string_view token);

/// What a resource server tells of itself in a challenge.
struct ResourceChallenge {
  std::optional<std::string> realm;
  std::optional<Scope> scope;
  std::optional<std::string> resource_metadata;  ///< RFC 9728 section 5.1
};

/// Writes the WWW-Authenticate header field for a refusal.
///
/// Errors: scope_invalid; parameter_invalid: the error code has a character that the grammar has not; header_malformed.
/// Spec:   RFC 6750 section 3
[[nodiscard]] Result<std::string> write_bearer_challenge(const ResourceChallenge& challenge,
                                                         std::string_view error);

}  // namespace oauth::oauth2
