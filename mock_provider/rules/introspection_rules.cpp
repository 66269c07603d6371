// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/rules/introspection_rules.h"

#include <algorithm>
#include <optional>

namespace oauthspec::provider::rules {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::Errc;

// The name under which the owner of a token signs in.
std::optional<std::string> username_of(const Registry& registry, const std::string& subject) {
  const auto found = std::ranges::find_if(
      registry.users, [&subject](const auto& user) { return user.second.subject == subject; });
  return found == registry.users.end() ? std::nullopt : std::optional(found->first);
}

// What all kinds of tokens have in common.
oauth2::IntrospectionResponse describe(const Registry& registry, const Grant& grant) {
  oauth2::IntrospectionResponse told;
  told.active = true;
  if (!grant.scope.empty()) {
    told.scope = grant.scope;
  }
  told.client_id = grant.client_id;
  told.username = username_of(registry, grant.subject);
  told.sub = grant.subject.empty() ? grant.client_id : grant.subject;
  return told;
}

void tell_key(const std::optional<std::string>& jkt, oauth2::IntrospectionResponse& told) {
  if (jkt) {
    told.cnf = nlohmann::json::object();
    (*told.cnf)["jkt"] = *jkt;  // RFC9449-6.2-1
  }
}

}  // namespace

oauth2::Judgement<void> check_introspector(const ClientRecord& client) {
  if (client.is_public()) {
    // RFC7662-2.1-8
    return std::unexpected(oauth2::Refusal{"invalid_client", 401, Errc::credentials_invalid});
  }
  return {};
}

oauth2::Judgement<void> check_introspector_token(const Surroundings& around,
                                                 const AccessTokenRecord& token) {
  // RFC7662-2.3-2
  if (token.jkt || token.revoked || around.now >= token.expires) {
    return std::unexpected(oauth2::Refusal{"invalid_token", 401, Errc::token_invalid});
  }
  return {};
}

bool may_know(const Surroundings& around, const ClientRecord& client, const Grant& grant,
              const std::vector<std::string>& audience) {
  const auto is_meant_for = [&audience](const std::string& name) {
    return std::ranges::find(audience, name) != audience.end();
  };
  // RFC7662-2.1-10, RFC7662-4-6
  return grant.client_id == client.id || is_meant_for(client.id) ||
         (client.resource_server && is_meant_for(std::string(around.issuer) + "/resource"));
}

bool is_in_time(const Surroundings& around, Seconds issued, Seconds expires) {
  return issued <= around.now && around.now < expires;  // RFC7662-4-2, RFC7662-4-3
}

bool is_unrevoked(const AccessTokenRecord& token) {
  return !token.revoked;  // RFC7662-4-4
}

bool is_unreplaced(const RefreshTokenRecord& token) {
  return !token.revoked && !token.rotated;  // RFC7662-4-4
}

oauth2::IntrospectionResponse describe_access_token(const Registry& registry,
                                                    const AccessTokenRecord& token) {
  oauth2::IntrospectionResponse told = describe(registry, token.grant);
  told.token_type = token.jkt ? "DPoP" : "Bearer";
  told.exp = token.expires;
  told.iat = token.issued;
  told.nbf = token.issued;
  told.aud = token.audience;
  told.iss = token.issuer;
  told.jti = token.id;
  tell_key(token.jkt, told);
  if (!token.actor.is_null()) {
    told.extra["act"] = token.actor;
  }
  return told;
}

oauth2::IntrospectionResponse describe_refresh_token(const Surroundings& around,
                                                     const Registry& registry,
                                                     const RefreshTokenRecord& token) {
  oauth2::IntrospectionResponse told = describe(registry, token.grant);
  told.exp = token.expires;
  told.iat = token.issued;
  told.nbf = token.issued;
  told.iss = std::string(around.issuer);
  tell_key(token.jkt, told);
  return told;
}

}  // namespace oauthspec::provider::rules
