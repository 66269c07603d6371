// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/uri.h"

#include "fuzz/oracle/uri.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

using oauth::codec::Authority;

HostParts parts_of(const Authority& authority) {
  return {authority.userinfo, authority.host, authority.port};
}

std::optional<UriParts> parse(std::string_view text) {
  const auto uri = oauth::codec::parse_uri(text);
  if (!uri) return std::nullopt;
  UriParts parts{uri->scheme, std::nullopt, uri->path, uri->query, uri->fragment};
  if (const auto& authority = uri->authority) parts.authority = parts_of(*authority);
  return parts;
}

std::optional<HostParts> parse_host_and_port(std::string_view text) {
  const auto authority = oauth::codec::parse_host_and_port(text);
  if (!authority) return std::nullopt;
  return parts_of(*authority);
}

std::optional<unsigned> port_number(std::string_view digits) {
  const auto number = oauth::codec::port_number(Authority{{}, {}, digits});
  if (!number) return std::nullopt;
  return number->value_or(0);
}

std::optional<std::size_t> query_offset(std::string_view text) {
  const auto uri = oauth::codec::parse_uri(text);
  if (!uri || !uri->query) return std::nullopt;
  return uri->query_offset;
}

}  // namespace

template <>
UriParser reference<UriParser>() {
  return {.parse = parse,
          .parse_host_and_port = parse_host_and_port,
          .port_number = port_number,
          .query_offset = query_offset};
}

}  // namespace oauthspec::fuzz
