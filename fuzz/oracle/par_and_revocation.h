// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "fuzz/oracle/json_members.h"
#include "harness/reference/message/http.h"

namespace oauthspec::fuzz {

/// A client's readers of what the pushed authorization request endpoint and the revocation endpoint answer, and a server's writer of the
/// former. A function that is null is not offered.
struct PushedAndRevoked {
  std::optional<Members> (*parse_pushed)(const oauth::message::Response& response) = nullptr;
  std::optional<oauth::message::Response> (*write_pushed)(const Members& members) = nullptr;
  /// revoked; retry_after in seconds; error, error_description and error_uri where the response has them. `now` is in seconds since
  /// 1970.
  std::optional<Members> (*parse_revocation)(const oauth::message::Response& response,
                                             std::int64_t now) = nullptr;
};

/// What the model makes of a response of the pushed authorization request endpoint.
///
/// Spec:   RFC 9126 section 2.2
[[nodiscard]] std::optional<Members> model_pushed(const oauth::message::Response& response);

/// What it makes of one of the revocation endpoint.
///
/// Spec:   RFC 7009 sections 2.2 and 2.2.1; RFC 7231 section 7.1.3
[[nodiscard]] std::optional<Members> model_revocation(const oauth::message::Response& response,
                                                      std::int64_t now);

/// Input:      two parts: the time in seconds since 1970, up to the year 9999; and a response, as http_text.h writes it.
/// Properties: each reader takes what the model takes and finds what it finds; no request_uri is taken without a lifetime of a second
///             or more; only 200 says that a token is revoked; nobody is told to try again in the past; what was read of a pushed
///             request can be written, and is read as the same.
/// Spec:       RFC 9126 section 2.2; RFC 7009 section 2.2; RFC 7231 sections 7.1.1.1 and 7.1.3
void check_par_and_revocation(const PushedAndRevoked& reader, std::string_view input);

}  // namespace oauthspec::fuzz
