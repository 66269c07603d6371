// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/authorization_request.h"

#include "fuzz/subjects/parameters.h"
#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/value_or_nothing.h"
#include "harness/reference/oauth2/authorization_request.h"
#include "harness/reference/oauth2/resource.h"

namespace oauthspec::fuzz {
namespace {

namespace oauth2 = oauth::oauth2;

Answer<AuthorizationFields> parse(const PairList& parameters) {
  auto read = oauth2::parse_authorization_request(parameters_of(parameters));
  if (!read) return read.error().error;
  return AuthorizationFields{std::move(read->response_type),
                             std::move(read->client_id),
                             std::move(read->redirect_uri),
                             std::move(read->scope),
                             std::move(read->state),
                             std::move(read->code_challenge),
                             std::move(read->code_challenge_method),
                             std::move(read->resource),
                             std::move(read->request),
                             std::move(read->request_uri),
                             pairs_of(read->extra)};
}

std::optional<std::string> build(std::string_view endpoint, const AuthorizationFields& fields) {
  return value_or_nothing(oauth2::authorization_url(
      endpoint, {fields.response_type, fields.client_id, fields.redirect_uri, fields.scope,
                 fields.state, fields.code_challenge, fields.code_challenge_method, fields.resource,
                 fields.request, fields.request_uri, parameters_of(fields.extra)}));
}

Answer<std::vector<std::string>> resources(const PairList& parameters,
                                           const std::optional<std::vector<std::string>>& known) {
  auto read = oauth2::parse_resources(parameters_of(parameters), known);
  if (!read) return read.error().error;
  return *std::move(read);
}

}  // namespace

template <>
AuthorizationEndpoint reference<AuthorizationEndpoint>() {
  return {.parse = parse, .build = build, .resources = resources};
}

}  // namespace oauthspec::fuzz
