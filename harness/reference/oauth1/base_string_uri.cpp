// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/base_string_uri.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "harness/reference/codec/percent.h"
#include "harness/reference/message/http.h"

namespace oauth::oauth1 {
namespace {

constexpr unsigned kHttpPort = 80;
constexpr unsigned kHttpsPort = 443;

constexpr std::string_view kHttp = "http://";
constexpr std::string_view kHttps = "https://";

constexpr std::string_view kEncodedHttp = "http%3A%2F%2F";
constexpr std::string_view kEncodedHttps = "https%3A%2F%2F";

char* write(char* out, std::string_view text) {
  std::memcpy(out, text.data(), text.size());
  return out + text.size();
}

constexpr bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

/// Whether there is an upper-case letter in a host, which is ASCII: eight octets at a time, of which either sum carries into the highest bit
/// where it is at least "A", or behind "Z".
bool has_upper(std::string_view host) {
  constexpr std::uint64_t kEach = 0x0101010101010101;
  if (host.size() < sizeof kEach) return std::ranges::any_of(host, is_upper);
  std::uint64_t found = 0;
  const auto look = [&](std::size_t at) {
    std::uint64_t octets = 0;
    std::memcpy(&octets, host.data() + at, sizeof octets);
    found |= (octets + kEach * (0x80 - 'A')) ^ (octets + kEach * (0x80 - 'Z' - 1));
  };
  const std::size_t last = host.size() - sizeof kEach;
  for (std::size_t at = 0; at < last; at += sizeof kEach) look(at);
  look(last);
  return (found & kEach * 0x80) != 0;
}

constexpr char lower(char c) {
  return is_upper(c) ? static_cast<char>(c + 32) : c;
}

/// In lower case, as nearly all are, it takes no call.
bool is_scheme(std::string_view sent, std::string_view scheme) {
  return sent.size() == scheme.size() &&
         (sent == scheme || message::equal_without_case(sent, scheme));
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
  // RFC5849-3.4.1.2-8: of these two schemes only.
  found.https = is_scheme(uri.scheme, "https");
  if (!found.https && !is_scheme(uri.scheme, "http")) {
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
  out = write(out, beginning(uri));
  out = std::ranges::transform(uri.host, out, lower).out;
  if (!uri.port.empty()) {
    *out++ = ':';
    out = write(out, uri.port);
  }
  // RFC5849-3.4.1.2-1, RFC5849-3.4.1.2-6: the path follows as it is, without query and fragment.
  return write(out, uri.path);
}

std::size_t encoded_base_string_uri_room(const BaseStringUri& uri) {
  // Where it has to be put together first, that is done behind what it becomes.
  return codec::percent_encoded_room(uri.size()) + uri.size();
}

char* write_encoded_base_string_uri(char* out, const BaseStringUri& uri) {
  // Of nearly every request host and path stand one behind the other, in lower case where that counts. Read where they stand, they need not be
  // waited for, as for what was written a moment ago.
  const bool as_sent = uri.host.data() + uri.host.size() == uri.path.data() && !has_upper(uri.host);
  if (as_sent) {
    out = uri.https ? write(out, kEncodedHttps) : write(out, kEncodedHttp);
    return codec::write_percent_encoded(out, {uri.host.data(), uri.host.size() + uri.path.size()});
  }
  char* const plain = out + codec::percent_encoded_room(uri.size());
  return codec::write_percent_encoded(out, {plain, write_base_string_uri(plain, uri)});
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
