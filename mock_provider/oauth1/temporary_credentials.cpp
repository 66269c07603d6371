// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "harness/reference/oauth1/credentials_response.h"
#include "mock_provider/oauth1/answer.h"
#include "mock_provider/oauth1/authenticate.h"
#include "mock_provider/oauth1/endpoints.h"

namespace oauthspec::provider::oauth1_endpoints {

http::Reply temporary_credentials(Call& call) {
  const OAuth1Rules& rules = call.state.rules.oauth1;
  // RFC5849-2.1-7
  const auto request = authenticate(call);
  if (!request) {
    return refuse(call, request.error());
  }
  const auto callback = request->protocol_parameters.find("oauth_callback").value_or("");
  if (const auto done = rules.check_callback(*request->client, callback); !done) {
    return refuse(call, done.error());
  }
  TemporaryRecord record = rules.temporary_record(call.around(), *request->client, callback);
  record.key = oauth::Secret::take(rules.make_credential(call.state.world.random));
  record.secret = oauth::Secret::take(rules.make_credential(call.state.world.random));
  const TemporaryRecord& kept = call.state.temporary.add(std::move(record));
  // RFC5849-2.1-8, RFC5849-2.1-9, RFC5849-2.1-10, RFC5849-2.1-11
  return uncached(oauth::oauth1::write_credentials_response(
      oauth::oauth1::CredentialsKind::temporary, {std::string(kept.key.reveal()), kept.secret}));
}

}  // namespace oauthspec::provider::oauth1_endpoints
