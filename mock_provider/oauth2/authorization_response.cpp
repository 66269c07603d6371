// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/authorization_response.h"

#include <utility>

#include "mock_provider/interaction/form.h"
#include "mock_provider/oauth2/answer.h"
#include "mock_provider/pages/pages.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

namespace oauth2 = oauth::oauth2;

void note(Call& call, std::string error, oauth::Errc reason) {
  call.verdict.accepted = false;
  call.verdict.error = std::move(error);
  call.verdict.reason = name(reason);
  call.verdict.explanation = meaning(reason);
}

http::Reply unwritable(Call& call, const oauth::Error& error) {
  note(call, "server_error", error.code);
  return {pages::error("The answer cannot be sent to the application that asked for it.",
                       {{"reason", call.verdict.explanation}}, 500),
          {}};
}

}  // namespace

http::Reply respond(Call& call, const ResponseTarget& target,
                    oauth2::AuthorizationResponse response) {
  const AuthorizationRules& rules = call.state.rules.authorization;
  response.state = rules.response_state(target.state);
  response.iss = rules.response_issuer(call.around());
  if (target.mode == oauth2::ResponseMode::form_post) {
    const auto parameters = oauth2::authorization_response_parameters(response);
    return parameters ? http::Reply{pages::form_post(target.redirect_uri, *parameters), {}}
                      : unwritable(call, parameters.error());
  }
  const auto url = oauth2::write_authorization_response(target.redirect_uri, response, target.mode);
  return url ? redirect(call, *url) : unwritable(call, url.error());
}

http::Reply refuse_by_redirect(Call& call, const ResponseTarget& target,
                               const oauth2::Refusal& refusal) {
  note(call, refusal.error, refusal.reason);
  // RFC6749-4.1.2.1-3, RFC6749-4.1.2.1-4, RFC7636-4.4.1-2, RFC7636-4.4.1-4
  oauth2::AuthorizationResponse response;
  response.outcome = oauth2::Denied{refusal.error, description(refusal.reason), std::nullopt};
  return respond(call, target, std::move(response));
}

http::Reply refuse_on_a_page(Call& call, const oauth2::Refusal& refusal,
                             const std::string& requirement) {
  note(call, refusal.error, refusal.reason);
  call.verdict.requirement = requirement;
  // RFC6749-4.1.2.1-1, RFC6749-4.1.2.1-2
  return {pages::error("The application that sent you here asked for something that this provider "
                       "cannot answer. You are not sent back to it, since it may not be the one "
                       "that it says.",
                       {{"error", refusal.error},
                        {"reason", call.verdict.explanation},
                        {"requirement", requirement}}),
          {}};
}

}  // namespace oauthspec::provider::oauth2_endpoints
