// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/code_flow.h"

#include <algorithm>
#include <utility>

#include "harness/reference/codec/uri.h"
#include "harness/reference/oauth2/authorization_request.h"
#include "harness/reference/oauth2/pkce.h"
#include "harness/reference/oauth2/token_request.h"

namespace oauth::oauth2 {
namespace {

std::unexpected<Error> refuse(Errc code) {
  return std::unexpected(Error{code, 0});
}

Result<void> check_endpoints(const KnownServer& server, bool allow_plain_http) {
  for (const std::string& endpoint : {server.authorization_endpoint, server.token_endpoint}) {
    const auto uri = codec::parse_uri(endpoint);
    if (!uri) return std::unexpected(uri.error());
    // RFC6749-3.1-4, RFC6749-3.2-4
    if (!message::equal_without_case(uri->scheme, "https") && !allow_plain_http) {
      return refuse(Errc::transport_insecure);
    }
  }
  // RFC7636-4.2-3, RFC7636-7.2-1, RFC9700-4.7.1-1: a server that says what it has, and has no S256, is not downgraded to.
  const auto& methods = server.code_challenge_methods;
  if (methods && std::ranges::find(*methods, "S256") == methods->end()) {
    return refuse(Errc::challenge_method_unsupported);
  }
  return {};
}

}  // namespace

Result<CodeFlow> CodeFlow::start(const crypto::Backend& backend, RandomSource& random,
                                 KnownServer server, Client client, CodeFlowOptions options) {
  if (auto sound = check_endpoints(server, options.allow_plain_http); !sound) {
    return std::unexpected(sound.error());
  }
  CodeFlow flow(std::move(server), std::move(client), std::move(options));
  // RFC6749-10.12-3, RFC7636-4.1-5, RFC9700-2.1-5: new for each authorization, and 256 bits each.
  flow.state_ = make_code_verifier(random);
  flow.code_verifier_ = Secret::take(make_code_verifier(random));
  auto challenge = code_challenge(backend, flow.code_verifier_.reveal(), ChallengeMethod::s256);
  if (!challenge) return std::unexpected(challenge.error());
  AuthorizationRequest request;
  request.response_type = "code";
  request.client_id = flow.client_.client_id;
  request.redirect_uri = flow.options_.redirect_uri;
  request.scope = flow.options_.scope;
  request.state = flow.state_;
  request.code_challenge = *std::move(challenge);
  request.code_challenge_method = "S256";
  request.resource = flow.options_.resource;
  auto url = oauth2::authorization_url(flow.server_.authorization_endpoint, request);
  if (!url) return std::unexpected(url.error());
  flow.url_ = *std::move(url);
  return flow;
}

Result<AuthorizationResponse> CodeFlow::take_response(const message::Request& request) {
  // RFC9700-4.2.4-5: the state serves once.
  if (step_ != Step::started) return refuse(Errc::state_mismatch);
  SentRequest sent;
  sent.redirect_uri = options_.redirect_uri;
  sent.state = state_;
  if (!server_.issuer.empty()) sent.issuer = server_.issuer;
  sent.iss_supported = server_.iss_supported;
  auto response = parse_authorization_response(request, sent);
  // A response that is not this request's leaves the authorization open: anybody can send one.
  if (!response) return response;
  step_ = Step::answered;
  if (const auto* granted = std::get_if<GrantedCode>(&response->outcome)) code_ = granted->code;
  return response;
}

Result<message::Request> CodeFlow::write_request(const std::optional<std::string>& dpop_proof,
                                                 const std::optional<Client>& shown) const {
  if (options_.dpop && !dpop_proof) return refuse(Errc::proof_missing);
  FormOptions form;
  form.resource = options_.resource;
  form.dpop_proof = dpop_proof;
  // RFC6749-4.1.3-4, RFC7636-4.5-1
  return write_token_request(server_.token_endpoint, shown.value_or(client_),
                             CodeGrant{*code_, options_.redirect_uri, code_verifier_}, form);
}

Result<message::Request> CodeFlow::token_request(const std::optional<std::string>& dpop_proof,
                                                 const std::optional<Client>& shown) {
  // RFC6749-4.1.2-5: a code is used once.
  if (step_ != Step::answered || !code_) return refuse(Errc::parameter_missing);
  auto request = write_request(dpop_proof, shown);
  if (request) step_ = Step::redeemed;
  return request;
}

Result<message::Request> CodeFlow::repeated_token_request(
    const std::optional<std::string>& dpop_proof, const std::optional<Client>& shown) {
  if (step_ != Step::redeemed) return refuse(Errc::parameter_missing);
  return write_request(dpop_proof, shown);
}

Result<TokenResponse> CodeFlow::take_tokens(const message::Response& response) {
  if (step_ != Step::redeemed) return refuse(Errc::parameter_missing);
  step_ = Step::done;
  code_.reset();
  // RFC9449-5-7: a bearer token in place of a bound one is of no use.
  const std::vector<std::string> types{options_.dpop ? "DPoP" : "Bearer"};
  auto tokens = parse_token_response(response, types, false);
  if (!tokens) return tokens;
  const Scope requested = options_.scope.value_or(Scope());
  // RFC6749-5.1-10; without a scope of its own the client has asked for the server's default.
  if (options_.scope && !compare_scope(requested, tokens->scope).additional.empty()) {
    return refuse(Errc::scope_invalid);
  }
  if (!tokens->scope) tokens->scope = options_.scope;
  return tokens;
}

}  // namespace oauth::oauth2
