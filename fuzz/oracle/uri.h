// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace oauthspec::fuzz {

/// Who serves a URI: views into its text.
struct HostParts {
  std::optional<std::string_view> userinfo;
  std::string_view host;  ///< With the brackets of an IP literal.
  std::optional<std::string_view> port;

  friend bool operator==(const HostParts&, const HostParts&) = default;
};

/// A URI taken apart, nothing decoded: views into its text.
struct UriParts {
  std::string_view scheme;
  std::optional<HostParts> authority;
  std::string_view path;
  std::optional<std::string_view> query;
  std::optional<std::string_view> fragment;

  friend bool operator==(const UriParts&, const UriParts&) = default;
};

/// What takes URIs apart. A function that is null is not offered, and not asked for.
struct UriParser {
  /// An absolute URI; nothing where the text is none.
  std::optional<UriParts> (*parse)(std::string_view text) = nullptr;
  /// What a Host header field holds: no userinfo.
  std::optional<HostParts> (*parse_host_and_port)(std::string_view text) = nullptr;
  /// The number of a port's digits, which may be none; nothing from 65536 on. Of no digits the number is 0.
  std::optional<unsigned> (*port_number)(std::string_view digits) = nullptr;
  /// How many octets stand before the query of a URI that has one.
  std::optional<std::size_t> (*query_offset)(std::string_view text) = nullptr;
};

/// Input:      text.
/// Properties: a text is a URI where the expression of appendix B takes it apart, and each part's characters are those of its rule; the parts
///             are those of the expression, and put together again they are the text; the host and port of a URI are read alone as they are
///             read in it; a port's number is that of its digits.
/// Spec:       RFC 3986 sections 2 and 3, appendices A and B; RFC 7230 section 5.4
void check_uri(const UriParser& parser, std::string_view text);

}  // namespace oauthspec::fuzz
