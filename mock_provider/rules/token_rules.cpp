// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/rules/token_rules.h"

#include <algorithm>
#include <iterator>

#include "harness/reference/oauth2/resource.h"

namespace oauthspec::provider::rules {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::Errc;

bool contains(const oauth2::Scope& scope, const std::string& token) {
  return std::ranges::find(scope, token) != scope.end();
}

}  // namespace

oauth2::Judgement<oauth2::Scope> grant_scope(const Surroundings& around, const ClientRecord& client,
                                             const std::optional<oauth2::Scope>& requested) {
  oauth2::Scope granted;
  if (!requested) {
    // RFC6749-3.3-3: a request without a scope gets the default, or fails.
    std::ranges::copy_if(
        around.settings.default_scope, std::back_inserter(granted),
        [&client](const std::string& token) { return contains(client.scope, token); });
  } else {
    for (const std::string& token : *requested) {
      if (!contains(around.settings.scopes, token) || !contains(client.scope, token)) {
        return std::unexpected(oauth2::Refusal{"invalid_scope", 400, Errc::scope_invalid});
      }
      if (!contains(granted, token)) {
        granted.push_back(token);
      }
    }
  }
  if (granted.empty()) {
    return std::unexpected(oauth2::Refusal{"invalid_scope", 400, Errc::scope_invalid});
  }
  return granted;
}

oauth2::Judgement<void> check_grant_type(const ClientRecord& client,
                                         const std::string& grant_type) {
  if (!client.grant_types.contains(grant_type)) {
    return std::unexpected(oauth2::Refusal{"unauthorized_client", 400, Errc::parameter_invalid});
  }
  return {};
}

bool gets_refresh_token(const ClientRecord& client) {
  return client.grant_types.contains("refresh_token");
}

std::optional<std::string> refresh_token_key(const ClientRecord& client,
                                             const std::optional<std::string>& jkt) {
  return client.is_public() ? jkt : std::nullopt;  // RFC9449-5-4
}

oauth2::Judgement<std::vector<std::string>> grant_resources(
    const oauth::message::Parameters& parameters, const std::vector<std::string>& granted) {
  // RFC8707-2.2-1
  const auto known = granted.empty() ? std::nullopt : std::optional(granted);
  auto requested = oauth2::parse_resources(parameters, known);
  if (requested && requested->empty()) {
    return granted;
  }
  return requested;
}

std::vector<std::string> token_audience(const Surroundings& around,
                                        const std::vector<std::string>& wanted) {
  // RFC9068-3-1, RFC9068-3-2
  return wanted.empty() ? std::vector{std::string(around.issuer) + "/resource"} : wanted;
}

std::string token_type(const std::optional<std::string>& jkt) {
  return jkt ? "DPoP" : "Bearer";  // RFC9449-5-3, RFC9449-5-8
}

Seconds access_token_expiry(const Surroundings& around, std::optional<Seconds> no_later_than) {
  const Seconds usual = around.now + around.settings.lifetimes.access_token;
  // RFC7521-4.1-5. That it has expired already is for others to say.
  const bool limited = no_later_than && *no_later_than > around.now;
  return limited ? std::min(usual, *no_later_than) : usual;
}

nlohmann::json access_token_claims(const AccessTokenRecord& record) {
  // RFC9068-2.2-1, RFC9068-2.2-2
  nlohmann::json claims = {
      {"iss", record.issuer},
      {"exp", record.expires},
      {"iat", record.issued},
      {"jti", record.id},
      {"client_id", record.grant.client_id},
      {"sub", record.grant.subject.empty() ? record.grant.client_id : record.grant.subject}};
  claims["aud"] = record.audience.size() == 1 ? nlohmann::json(record.audience.front())
                                              : nlohmann::json(record.audience);
  // RFC9068-2.2.3-1
  if (const auto scope = oauth2::write_scope(record.grant.scope)) {
    claims["scope"] = *scope;
  }
  if (record.jkt) {
    claims["cnf"] = {{"jkt", *record.jkt}};  // RFC9449-6.1-1
  }
  if (!record.actor.is_null()) {
    claims["act"] = record.actor;  // RFC8693-4.1-2
  }
  return claims;
}

std::string access_token_type_header() {
  return "at+jwt";  // RFC9068-2.1-3, RFC9068-2.1-4
}

}  // namespace oauthspec::provider::rules
