// SPDX-License-Identifier: Apache-2.0
// JWT access tokens, and what they are for: RFC 9068 and RFC 8707.
#include <array>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/reference/jose/jws.h"
#include "harness/reference/jose/jwt.h"
#include "harness/reference/oauth2/scope.h"
#include "mock_provider/defects/edit_reply.h"
#include "mock_provider/defects/topics.h"

namespace oauthspec::provider::defects {
namespace {

namespace oauth2 = oauth::oauth2;
using nlohmann::json;
using Resources = std::vector<std::string>;

void with_jwts(Settings& settings) {
  settings.token_format = TokenFormat::jwt;
}

json without_client_id(const AccessTokenRecord& record) {
  json claims = rules::access_token_claims(record);
  claims.erase("client_id");
  return claims;
}

json without_jti(const AccessTokenRecord& record) {
  json claims = rules::access_token_claims(record);
  claims.erase("jti");
  return claims;
}

json about_nobody(const AccessTokenRecord& record) {
  json claims = rules::access_token_claims(record);
  if (record.grant.subject.empty()) {
    claims["sub"] = record.grant.client_id + "@clients";
  }
  return claims;
}

json about_the_client(const AccessTokenRecord& record) {
  json claims = rules::access_token_claims(record);
  claims["sub"] = record.grant.client_id;
  return claims;
}

Resources always_the_default(const Surroundings& around, const Resources&) {
  return rules::token_audience(around, {});
}

Resources as_it_was_asked_for(const Surroundings&, const Resources& wanted) {
  return wanted;
}

oauth2::Judgement<Resources> beyond_the_grant(const oauth::message::Parameters& parameters,
                                              const Resources&) {
  return rules::grant_resources(parameters, {});
}

// Whatever the request names.
oauth2::Judgement<Resources> any_text(const oauth::message::Parameters& parameters,
                                      const Resources& granted) {
  Resources named;
  for (const auto parameter : parameters) {
    if (parameter.name == "resource" && granted.empty()) named.emplace_back(parameter.value);
  }
  return named.empty() ? rules::grant_resources(parameters, granted)
                       : oauth2::Judgement<Resources>(named);
}

// Whoever wrote it.
oauth2::Judgement<AccessTokenRecord> as_it_says(const Surroundings& around, std::string_view token,
                                                const AccessTokenRecord* kept) {
  const auto jws = oauth::jose::parse_jws(token);
  const auto claims = jws ? oauth::jose::claims_of(*jws)
                          : oauth::Result<oauth::jose::Claims>(std::unexpected(jws.error()));
  if (kept != nullptr || !claims) {
    return rules::recognise_token(around, token, kept);
  }
  AccessTokenRecord record;
  record.token = oauth::Secret(token);
  record.issuer = claims->issuer.value_or("");
  record.audience = claims->audience.value_or(Resources());
  record.expires = static_cast<Seconds>(claims->expires.value_or(0));
  record.grant.client_id = claims->all.value("client_id", "");
  record.grant.scope =
      oauth2::parse_scope(claims->all.value("scope", "")).value_or(oauth2::Scope());
  return record;
}

constexpr std::array kJwtAccessTokenDefects = {
    Defect{"jwt-token-of-type-jwt", "RFC9068-2.1-3", "The typ of a JWT access token is JWT.",
           [](Rules& rules) {
             rules.token.access_token_type_header = [] { return std::string("JWT"); };
           },
           &with_jwts},
    Defect{"jwt-token-without-client-id", "RFC9068-2.2-1",
           "A JWT access token does not name its client.",
           [](Rules& rules) { rules.token.access_token_claims = &without_client_id; }, &with_jwts},
    Defect{"jwt-token-without-jti", "RFC9068-2.2-1", "A JWT access token has no jti.",
           [](Rules& rules) { rules.token.access_token_claims = &without_jti; }, &with_jwts},
    Defect{"jwt-token-about-nobody", "RFC9068-2.2-2",
           "sub of a token that a client got for itself is a name of no use.",
           [](Rules& rules) { rules.token.access_token_claims = &about_nobody; }, &with_jwts},
    Defect{"jwt-token-about-the-client", "RFC9068-2.2-2",
           "sub of every token is the client, whoever allowed it.",
           [](Rules& rules) { rules.token.access_token_claims = &about_the_client; }, &with_jwts},
    Defect{"jwt-token-for-the-default", "RFC9068-3-1", "resource makes no difference to aud.",
           [](Rules& rules) { rules.token.token_audience = &always_the_default; }, &with_jwts},
    Defect{"jwt-token-for-nothing", "RFC9068-3-2", "aud is empty where no resource was asked for.",
           [](Rules& rules) { rules.token.token_audience = &as_it_was_asked_for; }, &with_jwts},
    Defect{"jwt-token-by-an-unknown-key", "RFC9068-4-10",
           "The key that signs access tokens is published by nobody.",
           [](Rules& rules) {
             edit_success(rules, Endpoint::jwks, [](json& body) { body["keys"] = json::array(); });
           },
           &with_jwts},
    Defect{"jwt-token-by-anybody", "RFC9068-4-5",
           "The resource reads a JWT, and does not verify it.",
           [](Rules& rules) { rules.resource.recognise_token = &as_it_says; }, &with_jwts},
    Defect{"token-beyond-its-resource", "RFC8707-2.2-1",
           "A code for one resource is exchanged for a token for another.",
           [](Rules& rules) { rules.token.grant_resources = &beyond_the_grant; }},
    Defect{"token-for-any-text", "RFC8707-2-7", "A resource need not be a URI.",
           [](Rules& rules) { rules.token.grant_resources = &any_text; }},
};

}  // namespace

DefectTopic jwt_access_token() {
  return kJwtAccessTokenDefects;
}

}  // namespace oauthspec::provider::defects
