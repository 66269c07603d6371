// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/issue.h"

#include <utility>

#include "harness/reference/base/secret.h"
#include "harness/reference/jose/jws.h"
#include "harness/reference/oauth2/scope.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

namespace oauth2 = oauth::oauth2;

// RFC9068-2.2-1: iss, exp, aud, sub, client_id, iat, jti.
nlohmann::json claims_of(const AccessTokenRecord& record) {
  nlohmann::json claims = {
      {"iss", record.issuer},
      {"exp", record.expires},
      {"iat", record.issued},
      {"jti", record.id},
      {"client_id", record.grant.client_id},
      {"sub", record.grant.subject.empty() ? record.grant.client_id : record.grant.subject}};
  claims["aud"] = record.audience.size() == 1 ? nlohmann::json(record.audience.front())
                                              : nlohmann::json(record.audience);
  if (const auto scope = oauth2::write_scope(record.grant.scope)) {
    claims["scope"] = *scope;
  }
  if (record.jkt) {
    claims["cnf"] = {{"jkt", *record.jkt}};  // RFC 9449 section 6.1
  }
  return claims;
}

oauth::Result<oauth::Secret> make_token(Call& call, const AccessTokenRecord& record) {
  if (call.state.settings.token_format == TokenFormat::opaque) {
    return oauth::Secret::take(call.state.random_text());
  }
  const SigningKey& key = call.state.keys->keys.front();
  auto jwt = oauth::jose::sign_jws(call.state.world.backend,
                                   {{"typ", "at+jwt"}, {"alg", key.alg}, {"kid", key.kid}},
                                   claims_of(record).dump(), key.key);
  if (!jwt) {
    return std::unexpected(jwt.error());
  }
  return oauth::Secret::take(*std::move(jwt));
}

AccessTokenRecord access_record(Call& call, const Issue& issue) {
  AccessTokenRecord record;
  record.grant = issue.grant;
  record.issuer = call.issuer;
  record.audience = issue.audience;
  if (record.audience.empty()) {
    record.audience.push_back(call.issuer + "/resource");
  }
  record.jkt = issue.jkt;
  record.issued = call.now;
  record.expires = call.now + call.state.settings.lifetimes.access_token;
  record.id = call.state.random_text(16);
  return record;
}

RefreshTokenRecord refresh_record(Call& call, const Issue& issue) {
  RefreshTokenRecord record;
  record.token = oauth::Secret::take(call.state.random_text());
  record.grant = issue.grant;
  record.jkt = issue.jkt;
  record.issued = call.now;
  record.expires = call.now + call.state.settings.lifetimes.refresh_token;
  return record;
}

}  // namespace

oauth::Result<oauth2::TokenResponse> issue_tokens(Call& call, const Issue& issue) {
  AccessTokenRecord access = access_record(call, issue);
  auto token = make_token(call, access);
  if (!token) {
    return std::unexpected(token.error());
  }
  access.token = *std::move(token);
  oauth2::TokenResponse response;
  response.access_token = access.token;
  response.token_type = issue.jkt ? "DPoP" : "Bearer";  // RFC9449-5-8
  response.expires_in = access.expires - access.issued;
  response.scope = issue.grant.scope;
  call.state.access_tokens.add(std::move(access));
  if (issue.refresh_token) {
    RefreshTokenRecord refresh = refresh_record(call, issue);
    response.refresh_token = refresh.token;
    call.state.refresh_tokens.add(std::move(refresh));
  }
  return response;
}

}  // namespace oauthspec::provider::oauth2_endpoints
