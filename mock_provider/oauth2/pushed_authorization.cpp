// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/pushed_authorization.h"

#include <optional>
#include <string>
#include <utility>

#include "harness/reference/oauth2/pushed_authorization.h"
#include "mock_provider/interaction/form.h"
#include "mock_provider/oauth2/answer.h"
#include "mock_provider/oauth2/authenticate.h"
#include "mock_provider/oauth2/authorization.h"
#include "mock_provider/oauth2/authorization_check.h"
#include "mock_provider/oauth2/dpop.h"

namespace oauthspec::provider::oauth2_endpoints {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::Errc;
using oauth::message::Parameters;
using oauth::message::ParameterView;

oauth2::Refusal invalid_request(Errc reason) {
  return refusal("invalid_request", reason);
}

// RFC9126-2.3-4
http::Reply not_a_post(Call& call) {
  http::Reply reply = refuse(call, refusal("invalid_request", Errc::method_invalid, 405));
  reply.response.headers.push_back({"Allow", "POST"});
  return reply;
}

// Without what the client authenticates with: that is no part of the request, and is not kept.
Parameters request_parameters(const Parameters& posted) {
  Parameters parameters;
  for (const ParameterView parameter : posted) {
    if (parameter.name != "client_secret" && parameter.name != "client_assertion" &&
        parameter.name != "client_assertion_type") {
      parameters.add(parameter);
    }
  }
  return parameters;
}

// The key that the code will be bound to. A pushed request needs no proof, even where the tokens' request does.
oauth2::Judgement<std::optional<std::string>> code_key(Call& call, const ClientRecord& client,
                                                       const std::optional<std::string>& dpop_jkt) {
  if (!oauth::message::find_header(call.request.headers, "DPoP")) {
    return dpop_jkt;
  }
  const auto proved = proof_key(call, client);
  if (!proved) {
    return std::unexpected(proved.error());
  }
  auto key = call.state.rules.authorization.pushed_key(*proved, dpop_jkt);
  if (!key) {
    return because(call, key.error(), "RFC9449-10.1-1");
  }
  return key;
}

// What is kept of a request that is sound in every way.
oauth2::Judgement<PushedRecord> check(Call& call, const ClientRecord& client,
                                      const Parameters& parameters) {
  const AuthorizationRules& rules = call.state.rules.authorization;
  if (const auto sound = rules.check_pushed_parameters(client, parameters); !sound) {
    return because(call, sound.error(), "RFC9126-2.1-4");
  }
  // RFC9126-2.1-5
  auto request = rules.read_request(request_parameters(parameters));
  if (!request) {
    return because(call, request.error(), "RFC9126-2.1-5");
  }
  // RFC9126-2.3-2
  if (const auto uri = check_redirect_uri(call, client, request->redirect_uri); !uri) {
    return std::unexpected(uri.error());
  }
  auto checked = check_request(call, client, *request, true);
  if (!checked) {
    return std::unexpected(checked.error());
  }
  auto key = code_key(call, client, checked->dpop_jkt);
  if (!key) {
    return std::unexpected(key.error());
  }
  PushedRecord record;
  record.client_id = client.id;
  record.request = *std::move(request);
  record.dpop_jkt = *std::move(key);
  return record;
}

http::Reply keep(Call& call, PushedRecord record) {
  const AuthorizationRules& rules = call.state.rules.authorization;
  // RFC9126-2.2-4, RFC9126-7.1-1
  record.request_uri = oauth::Secret::take(
      rules.request_uri_text(call.around(), call.state.random_octets(rules.code_octets())));
  const Seconds lifetime = rules.pushed_lifetime(call.around());
  record.expires = call.now + lifetime;
  oauth2::PushedAuthorization response;
  response.request_uri = std::string(kPushedPrefix) + std::string(record.request_uri.reveal());
  response.expires_in = lifetime;
  call.state.pushed.add(std::move(record));
  return answer(call, oauth2::write_pushed_authorization(response));
}

http::Reply push(Call& call, const Parameters& parameters) {
  const auto presented = call.state.rules.request.find_client(call.request, parameters);
  if (!presented) {
    return refuse(call, presented.error());
  }
  // RFC9126-2.1-3, RFC9126-2.4-1
  const auto client = authenticate(call, *presented, parameters);
  if (!client) {
    return refuse(call, client.error());
  }
  auto record = check(call, **client, parameters);
  if (!record) {
    return refuse(call, record.error());
  }
  return keep(call, *std::move(record));
}

}  // namespace

http::Reply pushed_authorization(Call& call) {
  if (call.request.method != "POST") {
    return not_a_post(call);
  }
  const auto parameters = browser_parameters(call);  // RFC9126-2.1-7
  if (!parameters) {
    return refuse(call, invalid_request(Errc::parameter_invalid));
  }
  return push(call, *parameters);
}

}  // namespace oauthspec::provider::oauth2_endpoints
