// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "mock_provider/oauth2/answer.h"
#include "mock_provider/oauth2/family.h"
#include "mock_provider/oauth2/grants.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

namespace oauth2 = oauth::oauth2;

oauth2::Judgement<void> check_refresh(const GrantCall& grant_call,
                                      const RefreshTokenRecord& refresh) {
  Call& call = grant_call.call;
  const GrantRules& rules = call.state.rules.grant;
  if (const auto own = rules.check_refresh_client(grant_call.client, refresh); !own) {
    return because(call, own.error(), "RFC6749-6-8");
  }
  if (const auto unused = rules.check_refresh_unused(refresh); !unused) {
    revoke_family(call.state, refresh.grant, rules.falls_with_refresh);
    return because(call, unused.error(), "RFC9700-4.14.2-4");
  }
  if (const auto unrevoked = rules.check_refresh_unrevoked(refresh); !unrevoked) {
    return because(call, unrevoked.error(), "RFC6749-6-9");
  }
  if (const auto fresh = rules.check_refresh_fresh(call.around(), refresh); !fresh) {
    return because(call, fresh.error(), "RFC6749-6-9");
  }
  if (const auto bound = rules.check_refresh_key(refresh, grant_call.jkt); !bound) {
    return because(call, bound.error(), "RFC9449-5-5");
  }
  return {};
}

// What the access token is narrowed to; the refresh token keeps the whole grant.
oauth2::Judgement<Issue> narrow(const GrantCall& grant_call, const Grant& whole) {
  Call& call = grant_call.call;
  auto scope = call.state.rules.grant.narrow_scope(whole.scope, grant_call.request.scope);
  if (!scope) {
    return because(call, scope.error(), "RFC6749-6-4");
  }
  auto resources =
      call.state.rules.token.grant_resources(grant_call.request.parameters, whole.resources);
  if (!resources) {
    return because(call, resources.error(), "RFC8707-2.2-1");
  }
  Issue issue;
  issue.grant = whole;
  issue.grant.scope = *std::move(scope);
  issue.audience = *std::move(resources);
  issue.jkt = grant_call.jkt;
  return issue;
}

}  // namespace

oauth2::Judgement<Issue> exchange(const GrantCall& grant_call, const oauth2::RefreshGrant& grant) {
  Call& call = grant_call.call;
  RefreshTokenRecord* const refresh = call.state.refresh_tokens.find(grant.refresh_token.reveal());
  if (refresh == nullptr) {
    return because(call, refusal("invalid_grant", oauth::Errc::token_invalid), "RFC6749-6-9");
  }
  if (const auto good = check_refresh(grant_call, *refresh); !good) {
    return std::unexpected(good.error());
  }
  auto issue = narrow(grant_call, refresh->grant);
  const GrantRules& rules = call.state.rules.grant;
  if (issue && rules.rotates(call.around(), grant_call.client, *refresh)) {
    add_refresh_token(call, grant_call.client, rules.kept_grant(refresh->grant, issue->grant),
                      grant_call.jkt, *issue);
    rules.retire_refresh(*refresh);
  }
  return issue;
}

}  // namespace oauthspec::provider::oauth2_endpoints
