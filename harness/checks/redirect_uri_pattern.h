// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oauthspec::checks {

/// The parts of a redirection URI that is registered, as they are written.
struct RedirectUriParts {
  std::string scheme;
  std::string host;
  std::string port;   ///< With its colon; empty where there is none.
  std::string path;   ///< Perhaps empty.
  std::string query;  ///< With its question mark; empty where there is none.

  [[nodiscard]] std::string origin() const { return scheme + "://" + host + port; }
  [[nodiscard]] std::string whole() const { return origin() + path + query; }
};

/// Output: nothing for a URI without an authority, or with user information or a fragment.
[[nodiscard]] std::optional<RedirectUriParts> parts_of(std::string_view redirect_uri);

/// The loopback addresses, and the name "localhost": ports of theirs may vary (RFC 8252 section 7.3, RFC 9700 section 2.1).
[[nodiscard]] bool is_loopback(std::string_view host);

/// What all that a shape adds is recognized by, wherever it comes up again.
inline constexpr std::string_view kPlanted = "oauthspecplanted";

/// Writes another URI than the one registered.
///
/// Input:  `pattern` is text with words in braces, which are filled in:
///         {uri} {origin} {scheme} {host} {port} {path} {query} of the registered one, as they are; {SCHEME} {HOST} {PATH} in upper case;
///         {plain-scheme} http for https; {secure-scheme} https for http; {any-port} one of its own; {default-port} {zero-port} {empty-port}
///         the same port as before, spelled out; {host-parent} without the first label; {host-cut} {path-cut} without the last letter;
///         {host-look-alike} {host-wide} with the first letter of another script, or a wide one; {host-wide-dot} with an ideographic
///         full stop; {host-escaped} {path-escaped} with the first letter percent-encoded; {host-dot-escaped}; {path-slash-escaped};
///         {path-backslash}; {path-other-slash} with a slash at its end, or without the one that it has; {folder} the path up to its
///         last slash; {decimal} {hexadecimal} {octal} {short-address} an IPv4 address as a number; {evil} a host of somebody else's;
///         {and} "?" or "&"; {planted}; {nul} {tab} {lf} {cr} {escape} {delete} the control characters.
/// Output: nothing where the registered one has no such neighbour.
[[nodiscard]] std::optional<std::string> fill_pattern(std::string_view pattern,
                                                      const RedirectUriParts& registered);

}  // namespace oauthspec::checks
