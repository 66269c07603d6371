// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fuzz/oracle/uri.h"

namespace oauthspec::fuzz {

/// A URI reference as the expression of RFC 3986 appendix B takes it apart; no character of it is looked at.
struct ReferenceParts {
  std::optional<std::string_view> scheme;
  std::optional<std::string_view> authority;
  std::string_view path;
  std::optional<std::string_view> query;
  std::optional<std::string_view> fragment;
};

/// ^(([^:/?#]+):)?(//([^/?#]*))?([^?#]*)(\?([^#]*))?(#(.*))?
///
/// Spec:   RFC 3986 appendix B
[[nodiscard]] ReferenceParts model_split_reference(std::string_view text);

/// An absolute URI with each part held against its rule.
///
/// Spec:   RFC 3986 section 3
[[nodiscard]] std::optional<UriParts> model_parse_uri(std::string_view text);

/// Whether a text is a URI without a fragment, as RFC 6749 asks of endpoints and redirection URIs.
///
/// Spec:   RFC 3986 section 4.3; RFC 6749 sections 3.1, 3.1.2 and 3.2
[[nodiscard]] bool model_is_absolute_uri(std::string_view text);

/// host [ ":" port ]
[[nodiscard]] std::optional<HostParts> model_parse_host_and_port(std::string_view text);

/// The parts put together again.
///
/// Spec:   RFC 3986 section 5.3
[[nodiscard]] std::string model_join(const ReferenceParts& parts);

}  // namespace oauthspec::fuzz
