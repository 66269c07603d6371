// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>

#include "mock_provider/oauth2/answer.h"
#include "mock_provider/oauth2/assertion.h"
#include "mock_provider/oauth2/grants.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

namespace oauth2 = oauth::oauth2;

using TokenCheck = decltype(ExchangeRules::check_subject_token);

std::unexpected<oauth2::Refusal> unacceptable(Call& call, oauth::Errc reason) {
  return because(call, refusal("invalid_request", reason), "RFC8693-2.2.2-2");
}

Party party_of(const AccessTokenRecord& token) {
  const Grant& grant = token.grant;
  return {.subject = grant.subject.empty() ? grant.client_id : grant.subject,
          .scope = grant.scope,
          .resources = grant.resources,
          .expires = token.expires,
          .actor = token.actor,
          .may_act = {},
          .family = grant.family};
}

Party party_of(const oauth::jose::Claims& claims) {
  const auto member = [&claims](const char* name) {
    const auto found = claims.all.find(name);
    return found == claims.all.end() ? nlohmann::json() : *found;
  };
  return {.subject = *claims.subject,
          .scope = std::nullopt,
          .resources = {},
          .expires = whole_seconds(*claims.expires),
          .actor = member("act"),
          .may_act = member("may_act"),
          .family = 0};
}

// Whom a token speaks of: one of the provider's own, or a JWT of an issuer that it trusts.
oauth2::Judgement<Party> read_token(Call& call, const oauth::Secret& token, const std::string& type,
                                    TokenCheck check) {
  if (type != rules::kAccessTokenType && type != rules::kJwtType) {
    return unacceptable(call, oauth::Errc::parameter_unsupported);
  }
  if (const auto* known = call.state.access_tokens.find(token.reveal()); known != nullptr) {
    if (const auto active = check(call.around(), *known); !active) {
      return unacceptable(call, active.error().reason);
    }
    return party_of(*known);
  }
  if (type != rules::kJwtType) {
    return unacceptable(call, oauth::Errc::token_invalid);
  }
  const auto claims = verify_assertion(call, token.reveal(), Uses::many);
  if (!claims) {
    return unacceptable(call, claims.error().reason);
  }
  return party_of(*claims);
}

// act: the actor of the request, or else whoever acts already.
oauth2::Judgement<nlohmann::json> actor_of(const GrantCall& grant_call,
                                           const oauth2::ExchangeGrant& grant,
                                           const Party& subject) {
  Call& call = grant_call.call;
  const ExchangeRules& rules = call.state.rules.exchange;
  std::string acting = grant_call.client.id;
  nlohmann::json claim = subject.actor;
  if (grant.actor_token) {
    const auto actor = read_token(call, *grant.actor_token, grant.actor_token_type.value_or(""),
                                  rules.check_actor_token);
    if (!actor) {
      return std::unexpected(actor.error());
    }
    acting = actor->subject;
    claim = rules.actor_claim(subject, *actor);
  }
  if (const auto allowed = rules.check_may_act(subject, acting); !allowed) {
    return because(call, allowed.error(), "RFC8693-4.4-1");
  }
  return claim;
}

// No more than the subject's token allows, and no more than the client may have.
oauth2::Judgement<oauth2::Scope> scope_of(const GrantCall& grant_call, const Party& subject) {
  const Rules& rules = grant_call.call.state.rules;
  std::optional<oauth2::Scope> wanted = grant_call.request.scope;
  if (subject.scope) {
    auto narrowed = rules.grant.narrow_scope(*subject.scope, wanted);
    if (!narrowed) {
      return narrowed;
    }
    wanted = *std::move(narrowed);
  }
  return rules.token.grant_scope(grant_call.call.around(), grant_call.client, wanted);
}

oauth2::Judgement<std::vector<std::string>> targets_of(const GrantCall& grant_call,
                                                       const oauth2::ExchangeGrant& grant,
                                                       const Party& subject) {
  State& state = grant_call.call.state;
  const auto resources =
      state.rules.token.grant_resources(grant_call.request.parameters, subject.resources);
  if (!resources) {
    return resources;
  }
  return state.rules.exchange.exchange_targets(state.registry, grant.audience, *resources);
}

oauth2::Judgement<Issue> issue_for(const GrantCall& grant_call, const oauth2::ExchangeGrant& grant,
                                   const Party& subject) {
  Call& call = grant_call.call;
  auto scope = scope_of(grant_call, subject);
  if (!scope) {
    return std::unexpected(scope.error());
  }
  auto targets = targets_of(grant_call, grant, subject);
  if (!targets) {
    return because(call, targets.error(), "RFC8693-2.2.2-3");
  }
  Issue issue;
  issue.grant = {.family = subject.family != 0 ? subject.family : call.state.next_family(),
                 .client_id = grant_call.client.id,
                 .subject = subject.subject,
                 .scope = *std::move(scope),
                 .resources = subject.resources,
                 .authorized_at = call.now};
  issue.audience = *std::move(targets);
  issue.jkt = grant_call.jkt;
  issue.no_later_than = subject.expires;
  return issue;  // RFC 8693 section 2.2.1: a refresh token is of no use for most exchanges.
}

}  // namespace

oauth2::Judgement<Issue> exchange(const GrantCall& grant_call, const oauth2::ExchangeGrant& grant) {
  Call& call = grant_call.call;
  const ExchangeRules& rules = call.state.rules.exchange;
  auto type = rules.issued_token_type(call.around(), grant.requested_token_type);
  if (!type) {
    return because(call, type.error(), "RFC8693-2.2.2-1");
  }
  const auto subject =
      read_token(call, grant.subject_token, grant.subject_token_type, rules.check_subject_token);
  if (!subject) {
    return std::unexpected(subject.error());
  }
  auto actor = actor_of(grant_call, grant, *subject);
  if (!actor) {
    return std::unexpected(actor.error());
  }
  auto issue = issue_for(grant_call, grant, *subject);
  if (issue) {
    issue->actor = *std::move(actor);
    issue->issued_token_type = *std::move(type);
  }
  return issue;
}

}  // namespace oauthspec::provider::oauth2_endpoints
