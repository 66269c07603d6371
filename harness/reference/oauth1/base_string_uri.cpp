// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/base_string_uri.h"

#include <algorithm>

#include "harness/reference/message/http.h"

namespace oauth::oauth1 {
namespace {

constexpr unsigned kHttpPort = 80;
constexpr unsigned kHttpsPort = 443;

constexpr std::string_view kHttp = "http://";
constexpr std::string_view kHttps = "https://";

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

constexpr std::string_view beginning(const BaseStringUri& uri) {
  return uri.https ? kHttps : kHttp;
}

}  // namespace

std::size_t BaseStringUri::size() const {
  return beginning(*this).size() + host.size() + port.size() + (port.empty() ? 0 : 1) + path.size();
}

Result<void> find_base_string_uri(const codec::Uri& uri,
                                  std::optional<std::string_view> host_header,
                                  BaseStringUri& found) {
  found.https = message::equal_without_case(uri.scheme, "https");
  // RFC5849-3.4.1.2-8: of these two schemes only.
  if (!found.https && !message::equal_without_case(uri.scheme, "http")) {
    return std::unexpected(Error{Errc::uri_scheme_unsupported, 0});
  }
  // RFC 2616 section 3.2.2: no http URI is without a host. Were one let pass because the Host
  // header field has it, a path without a slash would become a part of that host.
  if (!uri.authority || uri.authority->host.empty())
    return std::unexpected(Error{Errc::uri_host_missing, 0});
  const codec::Authority* authority = &*uri.authority;
  Result<codec::Authority> sent;
  if (host_header) {
    // RFC5849-3.4.1.2-3: host and port are those of the Host header field.
    sent = codec::parse_host_and_port(*host_header);
    if (!sent || sent->host.empty()) {
      return std::unexpected(Error{Errc::host_header_invalid, sent ? 0 : sent.error().offset});
    }
    authority = &*sent;
  }
  const auto port = codec::port_number(*authority);
  if (!port) return std::unexpected(port.error());
  const unsigned default_port = found.https ? kHttpsPort : kHttpPort;
  found.host = authority->host;
  // RFC5849-3.4.1.2-4, RFC5849-3.4.1.2-5: a port other than the default is there, the default is
  // not. An empty one is the default (RFC 3986 section 3.2.3).
  found.port = {};
  if (port->value_or(default_port) != default_port) found.port = authority->port.value_or("");
  // RFC5849-3.4.1.2-7: an empty path is sent as "/".
  found.path = uri.path.empty() ? std::string_view("/") : uri.path;
  return {};
}

char* write_base_string_uri(char* out, const BaseStringUri& uri) {
  // RFC5849-3.4.1.2-2: scheme and host are in lower case. No Host header field carries the
  // userinfo.
  const std::string_view begins = beginning(uri);
  // One of two known sizes is copied at once.
  out = uri.https ? std::copy_n(begins.data(), kHttps.size(), out)
                  : std::copy_n(begins.data(), kHttp.size(), out);
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
  BaseStringUri found;
  if (auto done = find_base_string_uri(*uri, host_header, found); !done)
    return std::unexpected(done.error());
  std::string out(found.size(), '\0');
  static_cast<void>(write_base_string_uri(out.data(), found));
  return out;
}

}  // namespace oauth::oauth1
