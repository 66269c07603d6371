// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "harness/reference/base/error.h"

namespace oauth::codec {

/// The authority of a URI. Views into the text it was parsed from; nothing is decoded.
struct Authority {
  std::optional<std::string_view> userinfo;
  std::string_view host;                 ///< With its brackets where it is an IP literal.
  std::optional<std::string_view> port;  ///< Digits, perhaps none, where there is a ":".
};

/// A URI, taken apart. Views into the text it was parsed from; nothing is decoded.
struct Uri {
  std::string_view scheme;
  std::optional<Authority> authority;
  std::string_view path;
  std::optional<std::string_view> query;     ///< Without its "?".
  std::optional<std::string_view> fragment;  ///< Without its "#".
  std::size_t query_offset = 0;              ///< Octets before the query in the whole text.
};

/// Takes an absolute URI apart and checks each character against the grammar.
///
/// Errors: uri_invalid (no scheme, a host that is none), uri_character (a character that may not
///         stand there unescaped), percent_truncated, percent_bad_digit, uri_port_invalid.
/// ABNF:   URI = scheme ":" hier-part [ "?" query ] [ "#" fragment ]
/// Spec:   RFC 3986 sections 3 and 2
[[nodiscard]] Result<Uri> parse_uri(std::string_view text);

/// The same into `uri`, whatever it held, so that nothing is copied; on an error it holds some of the parts.
[[nodiscard]] Result<void> parse_uri(std::string_view text, Uri& uri);

/// Takes "host", "host:port" apart, as a Host header field holds it.
///
/// Errors: uri_invalid, uri_character, percent_truncated, percent_bad_digit, uri_port_invalid.
/// ABNF:   Host = uri-host [ ":" port ]
/// Spec:   RFC 3986 section 3.2; RFC 7230 section 5.4
[[nodiscard]] Result<Authority> parse_host_and_port(std::string_view text);

/// The number of a port's digits; nothing where there are no digits.
///
/// Errors: uri_port_invalid for 65536 and more.
/// Spec:   RFC 3986 section 3.2.3
[[nodiscard]] Result<std::optional<unsigned>> port_number(const Authority& authority);

}  // namespace oauth::codec
