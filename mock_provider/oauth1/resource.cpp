// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "mock_provider/oauth1/answer.h"
#include "mock_provider/oauth1/authenticate.h"
#include "mock_provider/oauth1/endpoints.h"

namespace oauthspec::provider::oauth1_endpoints {
namespace {

// The request's own parameters: those that are none of the protocol's.
nlohmann::json own_parameters(const oauth::oauth1::RequestParameters& collected) {
  nlohmann::json list = nlohmann::json::array();
  for (const auto* source : {&collected.query, &collected.form_body}) {
    for (const oauth::message::ParameterView parameter : *source) {
      if (!oauth::oauth1::is_protocol_parameter(parameter.name)) {
        list.push_back(nlohmann::json::array({parameter.name, parameter.value}));
      }
    }
  }
  return list;
}

}  // namespace

http::Reply resource(Call& call) {
  const auto request = authenticate(call);
  if (!request) {
    return refuse(call, request.error());
  }
  const nlohmann::json body = {
      {"client", request->client->id},
      {"user", request->token == nullptr ? std::string() : request->token->subject},
      {"http_method", call.request.method},
      {"signature_method", name(request->method)},
      {"parameters", own_parameters(request->collected)}};
  // Parameters may be of any octets: what is no UTF-8 is replaced.
  return uncached(
      {.status = 200,
       .headers = {{"Content-Type", "application/json"}},
       .body = body.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + '\n'});
}

}  // namespace oauthspec::provider::oauth1_endpoints
