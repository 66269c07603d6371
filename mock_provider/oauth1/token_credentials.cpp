// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "harness/reference/oauth1/credentials_response.h"
#include "mock_provider/oauth1/answer.h"
#include "mock_provider/oauth1/authenticate.h"
#include "mock_provider/oauth1/endpoints.h"

namespace oauthspec::provider::oauth1_endpoints {
namespace {

OAuth1Refusal wrong_verifier() {
  OAuth1Refusal refusal = oauth1_refusal(oauth::Errc::verifier_mismatch);
  // Section 3.2 names no status for it; 401, since it proves who came back from the authorization.
  refusal.status = 401;
  refusal.problem = "parameter_rejected";
  refusal.requirement = "RFC5849-2.3-8";
  refusal.explanation = "oauth_verifier is not the one that the resource owner was given.";
  return refusal;
}

}  // namespace

http::Reply token_credentials(Call& call) {
  const OAuth1Rules& rules = call.state.rules.oauth1;
  // RFC5849-2.3-4
  const auto request = authenticate(call);
  if (!request) {
    return refuse(call, request.error());
  }
  if (request->temporary == nullptr) {
    // Only rules that ask for no token let it come here without one.
    return refuse(call, oauth1_refusal(oauth::Errc::token_invalid));
  }
  TemporaryRecord& temporary = *request->temporary;
  if (const auto done = rules.check_authorized(temporary); !done) {
    return refuse(call, done.error());
  }
  const auto verifier = request->protocol_parameters.find("oauth_verifier").value_or("");
  if (!rules.same_verifier(temporary, verifier)) {
    return refuse(call, wrong_verifier());
  }
  rules.use_up(temporary);
  TokenCredentialsRecord record = rules.token_record(call.around(), temporary);
  record.key = oauth::Secret::take(rules.make_credential(call.state.world.random));
  record.secret = oauth::Secret::take(rules.make_credential(call.state.world.random));
  const TokenCredentialsRecord& kept = call.state.token_credentials.add(std::move(record));
  // RFC5849-2.3-9, RFC5849-2.3-10, RFC5849-2.3-11
  return uncached(oauth::oauth1::write_credentials_response(
      oauth::oauth1::CredentialsKind::token, {std::string(kept.key.reveal()), kept.secret}));
}

}  // namespace oauthspec::provider::oauth1_endpoints
