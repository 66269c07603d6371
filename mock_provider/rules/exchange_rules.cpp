// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/rules/exchange_rules.h"

#include <algorithm>
#include <utility>

#include "harness/reference/oauth2/resource.h"
#include "mock_provider/rules/issuer_keys.h"

namespace oauthspec::provider::rules {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::Errc;

std::unexpected<oauth2::Refusal> refuse(const char* error, Errc reason) {
  return std::unexpected(oauth2::Refusal{error, 400, reason});
}

// RFC8693-2.2.2-2: a token that cannot be exchanged makes the request invalid, not the grant.
oauth2::Judgement<void> check_active(const Surroundings& around, const AccessTokenRecord& token) {
  if (token.revoked || around.now >= token.expires) {
    return refuse("invalid_request", Errc::token_invalid);
  }
  return {};
}

}  // namespace

std::vector<oauth2::TrustedIssuer> trusted_issuers(const Surroundings& around,
                                                   const Registry& registry) {
  std::vector<oauth2::TrustedIssuer> issuers;
  for (const auto& [name, jwks] : registry.assertion_issuers) {
    oauth2::TrustedIssuer issuer{name, {}, {}};
    add_key_set(around, jwks, issuer);
    issuers.push_back(std::move(issuer));
  }
  return issuers;
}

std::vector<std::string> grant_audience(const Surroundings& around) {
  // RFC7523-3-7, RFC7523-3-18
  const std::string issuer(around.issuer);
  return {issuer, issuer + "/token"};
}

oauth2::Judgement<std::string> check_grant_assertion(const Surroundings& around,
                                                     const Registry& registry,
                                                     const oauth::message::Parameters& parameters,
                                                     oauth2::UsedIds& used) {
  const auto issuers = trusted_issuers(around, registry);
  const auto audience = grant_audience(around);
  const oauth2::AssertionContext context{.use = oauth2::AssertionUse::authorization_grant,
                                         .issuers = issuers,
                                         .audience = audience,
                                         .now = static_cast<double>(around.now),
                                         .leeway = 0};
  return oauth2::verify_assertion(around.backend, parameters, context, used);
}

oauth2::Judgement<void> check_grant_assertion_unused(bool first_use) {
  if (!first_use) {
    return refuse("invalid_grant", Errc::jti_used);  // RFC7523-3-14
  }
  return {};
}

oauth2::Judgement<void> check_subject_token(const Surroundings& around,
                                            const AccessTokenRecord& token) {
  return check_active(around, token);  // RFC8693-2.1-8
}

oauth2::Judgement<void> check_actor_token(const Surroundings& around,
                                          const AccessTokenRecord& token) {
  return check_active(around, token);  // RFC8693-2.1-9
}

oauth2::Judgement<std::string> issued_token_type(const Surroundings& around,
                                                 const std::optional<std::string>& requested) {
  const bool jwt = around.settings.token_format == TokenFormat::jwt;
  if (!requested || *requested == kAccessTokenType || (jwt && *requested == kJwtType)) {
    return requested.value_or(std::string(kAccessTokenType));
  }
  return refuse("invalid_request", Errc::parameter_unsupported);
}

oauth2::Judgement<void> check_may_act(const Party& subject, const std::string& actor) {
  if (subject.may_act.is_null()) {
    return {};
  }
  // RFC8693-4.4-1
  const auto named =
      subject.may_act.is_object() ? subject.may_act.find("sub") : subject.may_act.end();
  if (named == subject.may_act.end() || *named != actor) {
    return refuse("invalid_request", Errc::subject_mismatch);
  }
  return {};
}

oauth2::Judgement<std::vector<std::string>> exchange_targets(
    const Registry& registry, const std::vector<std::string>& audience,
    const std::vector<std::string>& resources) {
  std::vector<std::string> targets = resources;
  for (const std::string& name : audience) {
    // RFC8693-2.2.2-3
    if (!registry.clients.contains(name) && !oauth2::is_resource(name)) {
      return refuse("invalid_target", Errc::resource_invalid);
    }
    if (std::ranges::find(targets, name) == targets.end()) {
      targets.push_back(name);
    }
  }
  return targets;
}

nlohmann::json actor_claim(const Party& subject, const Party& actor) {
  nlohmann::json claim = nlohmann::json::object();
  claim["sub"] = actor.subject;  // RFC8693-4.1-2
  if (!subject.actor.is_null()) {
    claim["act"] = subject.actor;
  }
  return claim;
}

}  // namespace oauthspec::provider::rules
