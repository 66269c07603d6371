// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/reference/base/error.h"
#include "harness/reference/message/parameters.h"

namespace oauth::oauth1 {

/// What an OAuth Authorization header field holds.
struct AuthorizationHeader {
  std::optional<std::string> realm;  ///< Unquoted; never percent-decoded and never signed.
  message::Parameters parameters;    ///< Decoded, without the realm.
};

/// Whether the field value's auth-scheme is OAuth, in any case.
///
/// Spec:   RFC 5849 section 3.5.1
[[nodiscard]] bool has_oauth_scheme(std::string_view field);

/// Reads the value of an Authorization header field.
///
/// Errors: header_scheme, header_malformed; percent_truncated, percent_bad_digit, whose place
///         counts a quoted pair before it as one octet; parameter_duplicated for a realm or
///         parameter that stands twice.
/// ABNF:   "OAuth" 1*SP name "=" quoted-string *( LWS "," LWS name "=" quoted-string )
/// Spec:   RFC 5849 section 3.5.1
[[nodiscard]] Result<AuthorizationHeader> parse_authorization_header(std::string_view field);

/// Writes the value of an Authorization header field, the realm first.
///
/// Input:  decoded parameters, oauth_signature among them.
/// Errors: header_malformed at a control character in the realm, and for a parameter without a name
///         or named realm, which every reader takes for the realm.
/// Spec:   RFC 5849 section 3.5.1
[[nodiscard]] Result<std::string> write_authorization_header(std::optional<std::string_view> realm,
                                                             const message::Parameters& parameters);

/// Writes the value of the WWW-Authenticate header field with which a server announces OAuth 1.0.
///
/// Errors: header_malformed at a control character in the realm.
/// Spec:   RFC 5849 section 3.5.1
[[nodiscard]] Result<std::string> write_challenge(std::string_view realm);

}  // namespace oauth::oauth1
