// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/reference/base/error.h"

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

}  // namespace oauth::oauth1
