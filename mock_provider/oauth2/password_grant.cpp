// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "mock_provider/oauth2/answer.h"
#include "mock_provider/oauth2/grants.h"

namespace oauthspec::provider::oauth2_endpoints {

namespace oauth2 = oauth::oauth2;

oauth2::Judgement<Issue> exchange(const GrantCall& grant_call, const oauth2::PasswordGrant& grant) {
  Call& call = grant_call.call;
  const auto found = call.state.registry.users.find(grant.username);
  const UserRecord* user = found == call.state.registry.users.end() ? nullptr : &found->second;
  const auto known = call.state.rules.grant.check_password(user, grant.password);
  if (!known || user == nullptr) {
    const auto unknown = refusal("invalid_grant", oauth::Errc::credentials_invalid);
    return because(call, known ? unknown : known.error(), "RFC6749-4.3.2-8");
  }
  auto issue = grant_request(grant_call, user->subject);
  if (issue) {
    add_refresh_token(call, grant_call.client, issue->grant, grant_call.jkt, *issue);
  }
  return issue;
}

}  // namespace oauthspec::provider::oauth2_endpoints
