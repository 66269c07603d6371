// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/introspection.h"

#include "fuzz/oracle/introspection.h"
#include "fuzz/subjects/members.h"
#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"

namespace oauthspec::fuzz {
namespace {

using oauth::message::Response;
using oauth::oauth2::IntrospectionResponse;

/// Hands each member and its name to `visit`.
template <class Read, class Visit>
void for_each_member(Read& read, const Visit& visit) {
  visit("scope", read.scope);
  visit("client_id", read.client_id);
  visit("username", read.username);
  visit("token_type", read.token_type);
  visit("exp", read.exp);
  visit("iat", read.iat);
  visit("nbf", read.nbf);
  visit("sub", read.sub);
  visit("aud", read.aud);
  visit("iss", read.iss);
  visit("jti", read.jti);
  visit("cnf", read.cnf);
}

std::optional<Members> parse(const Response& response) {
  const auto read = oauth::oauth2::parse_introspection(response);
  if (!read) return std::nullopt;
  Members members{{"active", read->active}, {"extra", read->extra}};
  for_each_member(*read, [&](const char* name, const auto& value) { put(members, name, value); });
  return members;
}

std::optional<Response> write(const Members& members) {
  IntrospectionResponse response;
  response.active = members.at("active").get<bool>();
  response.extra = members.at("extra");
  for_each_member(response, [&](const char* name, auto& value) { take(members, name, value); });
  return value_or_nothing(oauth::oauth2::write_introspection(response));
}

}  // namespace

template <>
IntrospectionReader reference<IntrospectionReader>() {
  return {.parse = parse, .write = write};
}

}  // namespace oauthspec::fuzz
