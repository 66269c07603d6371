// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/token.h"

#include <string>
#include <variant>

#include "harness/reference/oauth2/token_request.h"
#include "mock_provider/oauth2/answer.h"
#include "mock_provider/oauth2/authenticate.h"
#include "mock_provider/oauth2/grants.h"
#include "mock_provider/oauth2/issue.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

namespace oauth2 = oauth::oauth2;

// A grant that this provider has a function for.
template <class Grant>
concept Exchangeable =
    requires(const GrantCall& call, const Grant& grant) { exchange(call, grant); };

oauth2::Judgement<Issue> exchange_any(const GrantCall& grant_call) {
  return std::visit(
      [&grant_call]<class Grant>(const Grant& grant) -> oauth2::Judgement<Issue> {
        if constexpr (Exchangeable<Grant>) {
          return exchange(grant_call, grant);
        } else {
          return std::unexpected(refusal("unsupported_grant_type", oauth::Errc::parameter_invalid));
        }
      },
      grant_call.request.grant);
}

}  // namespace

http::Reply token(Call& call) {
  const auto request = oauth2::parse_token_request(call.request);
  if (!request) {
    return refuse(call, request.error());
  }
  const auto client = authenticate(call, request->client, request->parameters);
  if (!client) {
    return refuse(call, client.error());
  }
  const std::string grant_type(request->parameters.find("grant_type").value_or(""));
  if (const auto allowed = call.state.rules.token.check_grant_type(**client, grant_type);
      !allowed) {
    return refuse(call, allowed.error());
  }
  const auto issue = exchange_any({call, **client, *request});
  if (!issue) {
    return refuse(call, issue.error());
  }
  const auto response = issue_tokens(call, *issue);
  if (!response) {
    return answer(call, std::unexpected(response.error()));
  }
  return answer(call, oauth2::write_token_response(*response));
}

}  // namespace oauthspec::provider::oauth2_endpoints
