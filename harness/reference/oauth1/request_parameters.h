// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "harness/reference/base/error.h"
#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth1/authorization_header.h"

namespace oauth::oauth1 {

/// Where protocol parameters can stand, in the RFC's order of preference.
///
/// Spec:   RFC 5849 section 3.5
enum class Location : std::uint8_t { authorization_header, form_body, query };

/// The decoded parameters of a request that take part in its signature, by where they stand.
struct RequestParameters {
  message::Parameters authorization_header;  ///< Without the realm.
  message::Parameters form_body;
  message::Parameters query;
  std::optional<std::string> realm;  ///< Of the Authorization header field; never signed.

  [[nodiscard]] const message::Parameters& at(Location location) const;
};

/// Collects the parameters of a request: from its query, its OAuth Authorization header field, and
/// its body if that is a form. Authorization header fields of other schemes take no part.
///
/// Errors: those of parse_uri(); percent_truncated, percent_bad_digit; header_malformed;
///         header_duplicate; parameter_duplicated in the Authorization header field. Error::offset
///         counts from the start of the URL, field value or body in which the rule was broken.
/// Spec:   RFC 5849 section 3.4.1.3.1
[[nodiscard]] Result<RequestParameters> collect_parameters(const message::Request& request);

/// The one OAuth Authorization header field of a request; nothing where there is none.
///
/// Errors: those of parse_authorization_header(); header_duplicate.
/// Spec:   RFC 5849 sections 3.4.1.3.1 and 3.5.1
[[nodiscard]] Result<std::optional<AuthorizationHeader>> find_authorization_header(
    const message::Request& request);

/// Whether the name is of the protocol's own namespace.
///
/// Spec:   RFC 5849 section 3.1
[[nodiscard]] constexpr bool is_protocol_parameter(std::string_view name) {
  // RFC5849-3.1-9: with case.
  return name.starts_with("oauth_");
}

}  // namespace oauth::oauth1
