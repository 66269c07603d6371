// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/base_string_uri.h"

#include "harness/reference/codec/uri.h"
#include "harness/reference/message/http.h"

namespace oauth::oauth1 {
namespace {

constexpr unsigned kHttpPort = 80;
constexpr unsigned kHttpsPort = 443;

void append_lower_case(std::string& out, std::string_view text) {
  for (const char c : text) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
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

Result<std::string> base_string_uri(std::string_view url,
                                    std::optional<std::string_view> host_header) {
  const auto uri = codec::parse_uri(url);
  if (!uri) return std::unexpected(uri.error());
  const bool https = message::equal_without_case(uri->scheme, "https");
  // RFC5849-3.4.1.2-8: of these two schemes only.
  if (!https && !message::equal_without_case(uri->scheme, "http")) {
    return std::unexpected(Error{Errc::uri_scheme_unsupported, 0});
  }
  const auto authority = sent_authority(*uri, host_header);
  if (!authority) return std::unexpected(authority.error());
  const auto port = codec::port_number(*authority);
  if (!port) return std::unexpected(port.error());
  const unsigned default_port = https ? kHttpsPort : kHttpPort;

  // RFC5849-3.4.1.2-2: scheme and host are in lower case. No Host header field carries the
  // userinfo.
  std::string out;
  out.reserve(url.size() + authority->host.size());
  out = https ? "https://" : "http://";
  append_lower_case(out, authority->host);
  // RFC5849-3.4.1.2-4, RFC5849-3.4.1.2-5: a port other than the default is there, the default is
  // not. An empty one is the default (RFC 3986 section 3.2.3).
  if (port->value_or(default_port) != default_port) {
    out += ':';
    out += authority->port.value_or("");
  }
  // RFC5849-3.4.1.2-1, RFC5849-3.4.1.2-6: the path follows as it is, without query and fragment.
  // RFC5849-3.4.1.2-7: an empty one is sent as "/".
  out += uri->path.empty() ? std::string_view("/") : uri->path;
  return out;
}

}  // namespace oauth::oauth1
