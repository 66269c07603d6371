// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <nlohmann/json.hpp>

#include "harness/reference/base/error.h"
#include "harness/reference/base/secret.h"
#include "harness/reference/message/http.h"

namespace oauth::oauth2 {

/// What a device polls with, and what it shows to its user.
struct DeviceAuthorization {
  Secret device_code;
  std::string user_code;
  std::string verification_uri;
  std::optional<std::string> verification_uri_complete;
  std::int64_t expires_in = 0;           ///< Seconds.
  std::optional<std::int64_t> interval;  ///< Seconds; nothing: kDefaultInterval.
  nlohmann::json extra = nlohmann::json::object();
};

/// How many seconds lie between two polls where the server names no interval.
///
/// Spec:   RFC 8628 section 3.2
inline constexpr std::int64_t kDefaultInterval = 5;

/// Reads a device authorization response.
///
/// Errors: status_unexpected (not 200); content_type_unexpected, json_invalid and its like; member_missing, member_invalid.
/// Spec:   RFC 8628 section 3.2
[[nodiscard]] Result<DeviceAuthorization> parse_device_authorization(
    const message::Response& response);

/// Writes one, as a server.
///
/// Errors: utf8_invalid; member_invalid: a code without characters, a verification URI that is none, a time below zero.
/// Spec:   RFC 8628 section 3.2
[[nodiscard]] Result<message::Response> write_device_authorization(
    const DeviceAuthorization& response);

}  // namespace oauth::oauth2
