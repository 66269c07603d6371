// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/answer.h"
#include "mock_provider/oauth2/assertion.h"
#include "mock_provider/oauth2/grants.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

namespace oauth2 = oauth::oauth2;

std::unexpected<oauth2::Refusal> unsupported(Call& call) {
  return because(call, refusal("unsupported_grant_type", oauth::Errc::parameter_unsupported),
                 "RFC6749-4.5-2");
}

}  // namespace

oauth2::Judgement<Issue> exchange(const GrantCall& grant_call,
                                  const oauth2::AssertionGrant& grant) {
  Call& call = grant_call.call;
  if (grant.grant_type != oauth2::kJwtGrantType) {
    return unsupported(call);
  }
  const auto claims = verify_assertion(call, grant.assertion.reveal(), Uses::once);
  if (!claims) {
    return std::unexpected(claims.error());
  }
  auto issue = grant_request(grant_call, *claims->subject);
  if (issue) {
    issue->no_later_than = whole_seconds(*claims->expires);
  }
  return issue;
}

oauth2::Judgement<Issue> exchange(const GrantCall& grant_call, const oauth2::ExtensionGrant&) {
  return unsupported(grant_call.call);
}

}  // namespace oauthspec::provider::oauth2_endpoints
