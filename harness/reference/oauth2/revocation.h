// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

#include "harness/reference/base/error.h"
#include "harness/reference/message/http.h"
#include "harness/reference/oauth2/error_response.h"

namespace oauth::oauth2 {

/// What became of a token that was to be revoked.
struct RevocationResponse {
  bool revoked = false;                     ///< Whether it is of no use any more.
  std::optional<std::int64_t> retry_after;  ///< Seconds until the client tries again.
  std::optional<ErrorResponse> error;
};

/// Reads the response of the revocation endpoint.
///
/// Input:  `now` in seconds since 1970, for a Retry-After that is a date.
/// Errors: those of parse_error_response(), for a status that is neither 200 nor 503.
/// Spec:   RFC 7009 sections 2.2 and 2.2.1
[[nodiscard]] Result<RevocationResponse> parse_revocation_response(
    const message::Response& response, std::int64_t now);

}  // namespace oauth::oauth2
