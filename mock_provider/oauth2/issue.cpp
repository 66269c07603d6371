// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/issue.h"

#include <utility>

#include "harness/reference/base/secret.h"
#include "harness/reference/codec/json.h"
#include "harness/reference/jose/jws.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

namespace oauth2 = oauth::oauth2;

oauth::Result<oauth::Secret> sign(Call& call, const AccessTokenRecord& record) {
  if (!call.state.keys || call.state.keys->keys.empty()) {
    return std::unexpected(oauth::Error{oauth::Errc::key_invalid, 0});
  }
  const TokenRules& rules = call.state.rules.token;
  const SigningKey& key = call.state.keys->keys.front();
  const auto claims = oauth::codec::write_json(rules.access_token_claims(record));
  if (!claims) {
    return std::unexpected(claims.error());
  }
  auto jwt = oauth::jose::sign_jws(
      call.state.world.backend,
      {{"typ", rules.access_token_type_header()}, {"alg", key.alg}, {"kid", key.kid}}, *claims,
      key.key);
  if (!jwt) {
    return std::unexpected(jwt.error());
  }
  return oauth::Secret::take(*std::move(jwt));
}

oauth::Result<oauth::Secret> make_token(Call& call, const AccessTokenRecord& record) {
  if (call.state.settings.token_format == TokenFormat::jwt) {
    return sign(call, record);
  }
  return oauth::Secret::take(
      call.state.rules.token.access_token_text(call.around(), call.state.random_octets()));
}

AccessTokenRecord access_record(Call& call, const Issue& issue) {
  const TokenRules& rules = call.state.rules.token;
  AccessTokenRecord record;
  record.grant = issue.grant;
  record.issuer = call.issuer;
  record.audience = rules.token_audience(call.around(), issue.audience);
  record.jkt = issue.jkt;
  record.issued = call.now;
  record.expires = rules.access_token_expiry(call.around(), issue.no_later_than);
  record.id = call.state.random_text(16);
  record.actor = issue.actor;
  return record;
}

RefreshTokenRecord refresh_record(Call& call, const Issue& issue) {
  RefreshTokenRecord record;
  record.token = oauth::Secret::take(
      call.state.rules.token.refresh_token_text(call.around(), call.state.random_octets()));
  record.grant = *issue.refresh_grant;
  record.jkt = issue.refresh_jkt;
  record.issued = call.now;
  record.expires = call.now + call.state.settings.lifetimes.refresh_token;
  return record;
}

}  // namespace

void add_refresh_token(const Call& call, const ClientRecord& client, Grant whole,
                       const std::optional<std::string>& jkt, Issue& issue) {
  const TokenRules& rules = call.state.rules.token;
  if (rules.gets_refresh_token(client)) {
    issue.refresh_grant = std::move(whole);
    issue.refresh_jkt = rules.refresh_token_key(client, jkt);
  }
}

oauth::Result<oauth2::TokenResponse> issue_tokens(Call& call, const Issue& issue) {
  AccessTokenRecord access = access_record(call, issue);
  auto token = make_token(call, access);
  if (!token) {
    return std::unexpected(token.error());
  }
  access.token = *std::move(token);
  oauth2::TokenResponse response;
  response.access_token = access.token;
  response.token_type = call.state.rules.token.token_type(issue.jkt);
  response.expires_in = access.expires - access.issued;
  if (!issue.grant.scope.empty()) {
    response.scope = issue.grant.scope;  // RFC6749-5.1-10
  }
  response.issued_token_type = issue.issued_token_type;
  call.state.access_tokens.add(std::move(access));
  if (issue.refresh_grant) {
    RefreshTokenRecord refresh = refresh_record(call, issue);
    response.refresh_token = refresh.token;
    call.state.refresh_tokens.add(std::move(refresh));
  }
  return response;
}

}  // namespace oauthspec::provider::oauth2_endpoints
