// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/token.h"

#include <string>
#include <variant>

#include "harness/reference/oauth2/token_request.h"
#include "mock_provider/oauth2/answer.h"
#include "mock_provider/oauth2/authenticate.h"
#include "mock_provider/oauth2/dpop.h"
#include "mock_provider/oauth2/grants.h"
#include "mock_provider/oauth2/issue.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

namespace oauth2 = oauth::oauth2;

oauth2::Judgement<void> check_grant_type(Call& call, const ClientRecord& client,
                                         const oauth2::TokenRequest& request) {
  const std::string grant_type(request.parameters.find("grant_type").value_or(""));
  const Rules& rules = call.state.rules;
  if (const auto offered = rules.grant.check_offered(call.around(), grant_type); !offered) {
    return because(call, offered.error(), "RFC9700-2.4-1");
  }
  return rules.token.check_grant_type(client, grant_type);
}

http::Reply issue(Call& call, const Issue& issued) {
  auto response = issue_tokens(call, issued);
  if (!response) {
    return refuse(call, refusal("server_error", response.error().code, 500));
  }
  if (issued.jkt) {
    response->dpop_nonce = server_nonce(call);  // RFC9449-8.2-1
  }
  return answer(call, oauth2::write_token_response(*response));
}

}  // namespace

http::Reply token(Call& call) {
  const auto request = call.state.rules.request.read_token_request(call.request);
  if (!request) {
    return refuse(call, request.error());
  }
  const auto client = authenticate(call, request->client, request->parameters);
  if (!client) {
    return refuse(call, client.error());
  }
  if (const auto allowed = check_grant_type(call, **client, *request); !allowed) {
    return refuse(call, allowed.error());
  }
  const auto jkt = proof_key(call, **client);
  if (!jkt) {
    return refuse(call, jkt.error());
  }
  const GrantCall grant_call{call, **client, *request, *jkt};
  const auto issued = std::visit(
      [&grant_call](const auto& grant) { return exchange(grant_call, grant); }, request->grant);
  if (!issued) {
    return refuse(call, issued.error());
  }
  return issue(call, *issued);
}

}  // namespace oauthspec::provider::oauth2_endpoints
