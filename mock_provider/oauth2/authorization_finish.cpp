// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <utility>

#include "mock_provider/oauth2/authorization.h"
#include "mock_provider/oauth2/authorization_response.h"
#include "mock_provider/oauth2/issue.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

namespace oauth2 = oauth::oauth2;

// RFC6749-4.1.2-1
oauth2::AuthorizationResponse with_code(Call& call, const InteractionRecord& interaction) {
  const AuthorizationRules& rules = call.state.rules.authorization;
  CodeRecord record = rules.code_record(call.around(), interaction);
  record.code = oauth::Secret::take(
      rules.code_text(call.around(), call.state.random_octets(rules.code_octets())));
  record.grant.family = call.state.next_family();
  oauth2::AuthorizationResponse response;
  response.outcome = oauth2::GrantedCode{record.code};
  call.state.codes.add(std::move(record));
  return response;
}

oauth::Result<oauth2::AuthorizationResponse> with_token(Call& call,
                                                        const InteractionRecord& interaction) {
  Issue issue;
  issue.grant = call.state.rules.authorization.code_record(call.around(), interaction).grant;
  issue.grant.family = call.state.next_family();
  issue.audience = issue.grant.resources;
  // RFC6749-4.2.2-8: no refresh token.
  auto tokens = issue_tokens(call, issue);
  if (!tokens) {
    return std::unexpected(tokens.error());
  }
  // RFC6749-4.2.2-2 to -6
  oauth2::AuthorizationResponse response;
  response.outcome =
      oauth2::GrantedToken{std::move(tokens->access_token), std::move(tokens->token_type),
                           tokens->expires_in, std::move(tokens->scope)};
  return response;
}

}  // namespace

http::Reply finish_authorization(Call& call, const InteractionRecord& interaction,
                                 Decision decision) {
  const ResponseTarget target{.redirect_uri = interaction.redirect_uri,
                              .mode = interaction.response_mode,
                              .state = interaction.authorization->state};
  if (interaction.refusal) {
    // RFC9700-4.11.2-3
    call.verdict.requirement = interaction.refusal->requirement;
    return refuse_by_redirect(call, target, interaction.refusal->refusal);
  }
  if (decision != Decision::allowed) {
    // RFC6749-4.1.2.1-7
    http::Reply reply = refuse_by_redirect(
        call, target, {"access_denied", std::nullopt, oauth::Errc::error_response});
    call.verdict.explanation = "The resource owner denied the request.";
    return reply;
  }
  if (interaction.authorization->response_type == "code") {
    return respond(call, target, with_code(call, interaction));
  }
  auto response = with_token(call, interaction);
  if (!response) {
    // RFC6749-4.1.2.1-10
    return refuse_by_redirect(call, target, {"server_error", std::nullopt, response.error().code});
  }
  return respond(call, target, *std::move(response));
}

}  // namespace oauthspec::provider::oauth2_endpoints
