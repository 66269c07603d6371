// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "mock_provider/oauth2/answer.h"
#include "mock_provider/oauth2/grants.h"

namespace oauthspec::provider::oauth2_endpoints {

namespace oauth2 = oauth::oauth2;

oauth2::Judgement<Issue> grant_request(const GrantCall& grant_call, std::string subject) {
  const auto& [call, client, request, jkt] = grant_call;
  auto scope = call.state.rules.token.grant_scope(call.around(), client, request.scope);
  if (!scope) {
    return std::unexpected(scope.error());
  }
  auto resources = call.state.rules.token.grant_resources(request.parameters, {});
  if (!resources) {
    return std::unexpected(resources.error());
  }
  Issue issue;
  issue.grant.family = call.state.next_family();
  issue.grant.client_id = client.id;
  issue.grant.subject = std::move(subject);
  issue.grant.scope = *std::move(scope);
  issue.grant.resources = *std::move(resources);
  issue.grant.authorized_at = call.now;
  issue.audience = issue.grant.resources;
  issue.jkt = jkt;
  return issue;
}

oauth2::Judgement<Issue> grant_authorized(const GrantCall& grant_call, const Grant& authorized) {
  const auto& [call, client, request, jkt] = grant_call;
  auto resources = call.state.rules.token.grant_resources(request.parameters, authorized.resources);
  if (!resources) {
    return because(call, resources.error(), "RFC8707-2.2-1");
  }
  Issue issue;
  issue.grant = authorized;
  issue.audience = *std::move(resources);
  issue.jkt = jkt;
  add_refresh_token(call, client, authorized, jkt, issue);
  return issue;
}

}  // namespace oauthspec::provider::oauth2_endpoints
