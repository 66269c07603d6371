// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/token_response.h"

#include "fuzz/oracle/token_response.h"
#include "fuzz/subjects/members.h"
#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"

namespace oauthspec::fuzz {
namespace {

using oauth::message::Response;
using oauth::oauth2::TokenResponse;

std::optional<Members> parse(const Response& response, const std::vector<std::string>& token_types,
                             bool exchange) {
  const auto read = oauth::oauth2::parse_token_response(response, token_types, exchange);
  if (!read) return std::nullopt;
  Members members{{"access_token", read->access_token.reveal()},
                  {"token_type", read->token_type},
                  {"extra", read->extra}};
  put(members, "expires_in", read->expires_in);
  put(members, "refresh_token", read->refresh_token);
  put(members, "scope", read->scope);
  put(members, "issued_token_type", read->issued_token_type);
  put(members, "dpop_nonce", read->dpop_nonce);
  return members;
}

std::optional<Response> write(const Members& members) {
  TokenResponse response;
  response.access_token = oauth::Secret(members.at("access_token").get_ref<const std::string&>());
  response.token_type = members.at("token_type").get<std::string>();
  response.extra = members.at("extra");
  take(members, "expires_in", response.expires_in);
  take(members, "refresh_token", response.refresh_token);
  take(members, "scope", response.scope);
  take(members, "issued_token_type", response.issued_token_type);
  take(members, "dpop_nonce", response.dpop_nonce);
  return value_or_nothing(oauth::oauth2::write_token_response(response));
}

}  // namespace

template <>
TokenResponseReader reference<TokenResponseReader>() {
  return {.parse = parse, .write = write};
}

}  // namespace oauthspec::fuzz
