// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/base_string_uri.h"

#include <algorithm>

#include "harness/reference/message/http.h"

namespace oauth::oauth1 {
namespace {

constexpr unsigned kHttpPort = 80;
constexpr unsigned kHttpsPort = 443;

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

constexpr std::string_view beginning(const BaseStringUri& uri) {
  return uri.https ? "https://" : "http://";
}

/// The authority that the request is really sent with.
Result<codec::Authority> sent_authority(const codec::Uri& uri,
                                        std::optional<std::string_view> host_header) {
  // RFC 2616 section 3.2.2: no http URI is without a host. Were one let pass because the Host
  // header field has it, a path without a slash would become a part of that host.
  const codec::Authority declared = uri.authority.value_or(codec::Authority{});
  if (declared.host.empty()) return std::unexpected(Error{Errc::uri_host_missing, 0});
  if (!host_header) return declared;
  // RFC5849-3.4.1.2-3: host and port are those of the Host header field.
  const auto authority = codec::parse_host_and_port(*host_header);
  if (!authority || authority->host.empty()) {
    return std::unexpected(
        Error{Errc::host_header_invalid, authority ? 0 : authority.error().offset});
  }
  return authority;
}

}  // namespace

std::size_t BaseStringUri::size() const {
  return beginning(*this).size() + host.size() + port.size() + (port.empty() ? 0 : 1) + path.size();
}

Result<BaseStringUri> find_base_string_uri(const codec::Uri& uri,
                                           std::optional<std::string_view> host_header) {
  const bool https = message::equal_without_case(uri.scheme, "https");
  // RFC5849-3.4.1.2-8: of these two schemes only.
  if (!https && !message::equal_without_case(uri.scheme, "http")) {
    return std::unexpected(Error{Errc::uri_scheme_unsupported, 0});
  }
  const auto authority = sent_authority(uri, host_header);
  if (!authority) return std::unexpected(authority.error());
  const auto port = codec::port_number(*authority);
  if (!port) return std::unexpected(port.error());
  const unsigned default_port = https ? kHttpsPort : kHttpPort;
  BaseStringUri found{https, authority->host, {}, uri.path};
  // RFC5849-3.4.1.2-4, RFC5849-3.4.1.2-5: a port other than the default is there, the default is
  // not. An empty one is the default (RFC 3986 section 3.2.3).
  if (port->value_or(default_port) != default_port) found.port = authority->port.value_or("");
  // RFC5849-3.4.1.2-7: an empty path is sent as "/".
  if (found.path.empty()) found.path = "/";
  return found;
}

char* write_base_string_uri(char* out, const BaseStringUri& uri) {
  // RFC5849-3.4.1.2-2: scheme and host are in lower case. No Host header field carries the
  // userinfo.
  out = std::ranges::copy(beginning(uri), out).out;
  out = std::ranges::transform(uri.host, out, lower).out;
  if (!uri.port.empty()) {
    *out++ = ':';
    out = std::ranges::copy(uri.port, out).out;
  }
  // RFC5849-3.4.1.2-1, RFC5849-3.4.1.2-6: the path follows as it is, without query and fragment.
  return std::ranges::copy(uri.path, out).out;
}

Result<std::string> base_string_uri(std::string_view url,
                                    std::optional<std::string_view> host_header) {
  const auto uri = codec::parse_uri(url);
  if (!uri) return std::unexpected(uri.error());
  const auto found = find_base_string_uri(*uri, host_header);
  if (!found) return std::unexpected(found.error());
  std::string out(found->size(), '\0');
  static_cast<void>(write_base_string_uri(out.data(), *found));
  return out;
}

}  // namespace oauth::oauth1
