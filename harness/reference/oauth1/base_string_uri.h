// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "harness/reference/base/error.h"
#include "harness/reference/codec/uri.h"

namespace oauth::oauth1 {

/// Builds the base string URI: scheme, authority and path of the request, without query and
/// fragment. The path is taken as it is sent: its escapes and dot segments stay.
///
/// Input:  `url`, absolute; `host_header`, the content of the Host header field where the request
///         has one: it wins over the authority of the URL.
/// Output: ASCII, not encoded yet.
/// Errors: those of parse_uri(); uri_scheme_unsupported, uri_host_missing, uri_port_invalid,
///         host_header_invalid.
/// Example: base_string_uri("HTTP://EXAMPLE.COM:80/r%20v/X?id=123") is "http://example.com/r%20v/X"
/// Spec:   RFC 5849 section 3.4.1.2
[[nodiscard]] Result<std::string> base_string_uri(
    std::string_view url, std::optional<std::string_view> host_header = std::nullopt);

/// A base string URI that is not written yet. Views into the request.
struct BaseStringUri {
  bool https = false;
  std::string_view host;  ///< In whatever case it was sent in.
  std::string_view port;  ///< Empty for the scheme's own.
  std::string_view path;  ///< "/" where there is none.

  /// The octets that write_base_string_uri() writes.
  [[nodiscard]] std::size_t size() const;
};

/// Finds what base_string_uri() writes for a URI that parse_uri() took apart.
///
/// Errors: uri_scheme_unsupported, uri_host_missing, uri_port_invalid, host_header_invalid.
/// Spec:   RFC 5849 section 3.4.1.2
[[nodiscard]] Result<void> find_base_string_uri(const codec::Uri& uri,
                                                std::optional<std::string_view> host_header,
                                                BaseStringUri& found);

/// Writes it, and allocates nothing.
///
/// Input:  `out`, with room for size() octets.
/// Output: the end of what was written.
/// Spec:   RFC 5849 section 3.4.1.2
[[nodiscard]] char* write_base_string_uri(char* out, const BaseStringUri& uri);

/// Writes it percent-encoded, as it stands in a base string.
///
/// Input:  `out`, with room for encoded_base_string_uri_room() octets.
/// Output: the end of what was written.
/// Spec:   RFC 5849 sections 3.4.1.1 and 3.4.1.2
[[nodiscard]] char* write_encoded_base_string_uri(char* out, const BaseStringUri& uri);
[[nodiscard]] std::size_t encoded_base_string_uri_room(const BaseStringUri& uri);

}  // namespace oauth::oauth1
