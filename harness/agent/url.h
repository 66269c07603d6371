// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oauthspec::agent {

/// The absolute URL that an attribute or a Location header field means in a document, read as leniently as browsers read it: white
/// space around it and line breaks in it are dropped, "\" is "/" in the path of a page, and what may not stand in a URI is
/// percent-encoded. A "%" that begins no escape becomes "%25", where a browser sends it bare: a Transport takes no URL with one.
///
/// Input:  UTF-8 or not; `base` is an absolute URL.
/// Output: nothing where it comes to no URI all the same.
/// Spec:   RFC 3986 section 5; the URL Living Standard for the leniency
[[nodiscard]] std::optional<std::string> resolve_reference(std::string_view base,
                                                           std::string_view reference);

[[nodiscard]] std::string_view without_fragment(std::string_view url);

/// What stands behind "#"; empty where nothing does.
[[nodiscard]] std::string_view fragment_of(std::string_view url);

/// "https://example.com:8443", in lower case and without a default port: what the header field Origin holds. "null" for a URL
/// without a host.
///
/// Spec:   RFC 6454 section 6.1
[[nodiscard]] std::string origin_of(std::string_view url);

/// The parts of an http or https URL that cookies and requests are matched by.
struct Place {
  std::string scheme;  ///< In lower case.
  std::string host;    ///< In lower case, an address in its brackets.
  std::string path;    ///< At least "/".
};

/// Output: nothing unless the URL is one of http or https with a host.
[[nodiscard]] std::optional<Place> place_of(std::string_view url);

}  // namespace oauthspec::agent
