// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "harness/reference/base/error.h"
#include "harness/reference/base/secret.h"

namespace oauth::oauth2 {

/// A client that authenticates by a password.
struct ClientPassword {
  std::string client_id;
  Secret client_secret;
};

/// Writes the Authorization header field of the HTTP Basic scheme: identifier and password are form-encoded first.
///
/// Spec:   RFC 6749 section 2.3.1 and appendix B; RFC 7617 section 2
[[nodiscard]] std::string write_basic_authorization(std::string_view client_id,
                                                    const Secret& client_secret);

/// Reads it.
///
/// Input:  the field value.
/// Output: identifier and password, form-decoded; octets, which need not be UTF-8.
/// Errors: header_scheme (another scheme), base64_invalid, credentials_invalid (no colon, or a control character),
///         percent_truncated, percent_bad_digit. Error::offset is always 0: places inside would tell of the secret.
/// Spec:   RFC 6749 section 2.3.1; RFC 7617 section 2
[[nodiscard]] Result<ClientPassword> parse_basic_authorization(std::string_view field);

}  // namespace oauth::oauth2
