// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/authorization_header.h"

#include "fuzz/subjects/oauth1_pairs.h"
#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"
#include "harness/reference/oauth1/authorization_header.h"

namespace oauthspec::fuzz {
namespace {

std::optional<AuthorizationField> parse(std::string_view field) {
  const auto header = oauth::oauth1::parse_authorization_header(field);
  if (!header) return std::nullopt;
  return AuthorizationField{header->realm, to_pairs(header->parameters)};
}

std::optional<std::string> write(const AuthorizationField& field) {
  return value_or_nothing(
      oauth::oauth1::write_authorization_header(field.realm, to_parameters(field.parameters)));
}

}  // namespace

template <>
AuthorizationHeaderCodec reference<AuthorizationHeaderCodec>() {
  return {.has_scheme = oauth::oauth1::has_oauth_scheme, .parse = parse, .write = write};
}

}  // namespace oauthspec::fuzz
