// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

#include "harness/reference/base/error.h"
#include "harness/reference/message/http.h"

namespace oauth::oauth2 {

/// What stands for a pushed authorization request.
struct PushedAuthorization {
  std::string request_uri;
  std::int64_t expires_in = 0;  ///< Seconds.
  nlohmann::json extra = nlohmann::json::object();
};

/// Reads the response of the pushed authorization request endpoint.
///
/// Errors: status_unexpected (not 201); content_type_unexpected, json_invalid and its like; member_missing, member_invalid
///         (a lifetime of zero included).
/// Spec:   RFC 9126 section 2.2
[[nodiscard]] Result<PushedAuthorization> parse_pushed_authorization(
    const message::Response& response);

/// Writes one, as a server.
///
/// Errors: utf8_invalid; member_invalid: a request_uri that is no absolute URI, or no lifetime.
/// Spec:   RFC 9126 section 2.2
[[nodiscard]] Result<message::Response> write_pushed_authorization(
    const PushedAuthorization& response);

}  // namespace oauth::oauth2
