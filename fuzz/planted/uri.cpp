// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/uri.h"

#include <algorithm>
#include <array>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

const UriParser& right() {
  static const UriParser parser = reference<UriParser>();
  return parser;
}

/// The authority of a text ends at "/" alone, so that what is in its query can be its host.
std::optional<UriParts> parse_last_at(std::string_view text) {
  auto parts = right().parse(text);
  if (!parts || !parts->query || !parts->authority) return parts;
  const std::size_t at = parts->query->rfind('@');
  if (at != std::string_view::npos) parts->authority->host = parts->query->substr(at + 1);
  return parts;
}

/// Several "@" make the userinfo none.
std::optional<UriParts> parse_without_userinfo(std::string_view text) {
  auto parts = right().parse(text);
  if (parts && parts->authority && parts->authority->userinfo &&
      parts->authority->userinfo->contains("%40")) {
    parts->authority->userinfo.reset();
  }
  return parts;
}

std::optional<UriParts> parse_no_short_address(std::string_view text) {
  auto parts = right().parse(text);
  const bool is_short = parts && parts->authority && parts->authority->host.starts_with("[::");
  if (is_short) return std::nullopt;
  return parts;
}

std::optional<UriParts> parse_trimmed(std::string_view text) {
  const std::size_t end = text.find_last_not_of(" \t\n");
  return right().parse(text.substr(0, end + 1));
}

std::optional<HostParts> host_with_slash(std::string_view text) {
  return right().parse_host_and_port(text.substr(0, text.find('/')));
}

std::optional<unsigned> port_of_16_bits(std::string_view digits) {
  unsigned number = 0;
  for (const char digit : digits) number = 10 * number + static_cast<unsigned>(digit - '0');
  return number & 0xFFFFU;
}

constexpr auto kBugs = std::to_array<PlantedBug<UriParser>>({
    {"host-behind-last-at", "The host is what stands behind the last @, be it in the query.",
     "Keycloak CVE-2026-7504", [](UriParser& parser) { parser.parse = parse_last_at; }},
    {"userinfo-with-escaped-at", "A userinfo that holds an escaped @ is lost.",
     "Keycloak CVE-2026-7504", [](UriParser& parser) { parser.parse = parse_without_userinfo; }},
    {"short-address-is-refused", "An IPv6 address that begins with :: is refused.", "oauthlib #841",
     [](UriParser& parser) { parser.parse = parse_no_short_address; }},
    {"white-space-is-trimmed", "White space at the end is passed over.",
     "oauth2-proxy GHSA-j7px-6hwj-hpjg", [](UriParser& parser) { parser.parse = parse_trimmed; }},
    {"host-before-slash", "What follows a slash in a Host header field is not looked at.",
     "curl CVE-2022-27780",
     [](UriParser& parser) { parser.parse_host_and_port = host_with_slash; }},
    {"port-of-16-bits", "A port's number is taken modulo 65536.", "RFC 3986 3.2.3",
     [](UriParser& parser) { parser.port_number = port_of_16_bits; }},
});

}  // namespace

template <>
std::span<const PlantedBug<UriParser>> planted_bugs<UriParser>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
