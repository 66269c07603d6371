// SPDX-License-Identifier: Apache-2.0
#include "harness/flows/tokens.h"

#include <utility>
#include <variant>

#include "harness/reference/oauth2/authorization_request.h"
#include "harness/reference/oauth2/pkce.h"

namespace oauthspec::flows {
namespace {

namespace oauth2 = oauth::oauth2;

constexpr std::string_view kStep = "token request";

oauth::Result<oauth2::FormOptions> options_of(const World& world, const OAuth2Server& server,
                                              const Wanted& wanted) {
  oauth2::FormOptions options;
  options.scope = wanted.scope;
  options.resource = wanted.resource;
  options.allow_plain_http = world.allow_plain_http;
  if (wanted.proof_key != nullptr) {
    auto proof = make_proof(world, *wanted.proof_key, "POST", server.token_endpoint, std::nullopt);
    if (!proof) {
      return std::unexpected(proof.error());
    }
    options.dpop_proof = *std::move(proof);
  }
  return options;
}

// Once more with the nonce that the server asks for: RFC 9449 section 8.
bool once_more(const oauth::message::Response& response, const Wanted& wanted) {
  return wanted.proof_key != nullptr &&
         take_nonce(response, wanted.proof_key->authorization_server_nonce);
}

Outcome<oauth::message::Response> ask(const World& world, const OAuth2Server& server,
                                      const Client& client, const oauth2::Grant& grant,
                                      const Wanted& wanted) {
  const auto options = options_of(world, server, wanted);
  if (!options) {
    return failed(kStep, options.error());
  }
  const auto shown = client.shown(world);
  if (!shown) {
    return failed(kStep, shown.error());
  }
  const auto request = oauth2::write_token_request(server.token_endpoint, *shown, grant, *options);
  if (!request) {
    return failed(kStep, request.error());
  }
  return send(world, kStep, *request);
}

}  // namespace

oauth::Result<void> check_scope(const std::optional<oauth2::Scope>& wanted,
                                std::optional<oauth2::Scope>& granted) {
  if (wanted && !oauth2::compare_scope(*wanted, granted).additional.empty()) {
    return std::unexpected(oauth::Error{oauth::Errc::scope_invalid, 0});
  }
  if (!granted) {
    granted = wanted;
  }
  return {};
}

Outcome<oauth2::TokenResponse> exchange(const World& world, const OAuth2Server& server,
                                        const Client& client, const oauth2::Grant& grant,
                                        const Wanted& wanted) {
  auto response = ask(world, server, client, grant, wanted);
  if (response && once_more(*response, wanted)) {
    response = ask(world, server, client, grant, wanted);
  }
  if (!response) {
    return std::unexpected(std::move(response.error()));
  }
  // RFC9449-5-7: a bearer token in place of a bound one is of no use.
  const std::vector<std::string> types{wanted.proof_key != nullptr ? "DPoP" : "Bearer"};
  auto tokens = oauth2::parse_token_response(*response, types,
                                             std::holds_alternative<oauth2::ExchangeGrant>(grant));
  if (!tokens) {
    return failed(kStep, tokens.error(), *std::move(response));
  }
  if (const auto checked = check_scope(wanted.scope, tokens->scope); !checked) {
    return failed(kStep, checked.error(), *std::move(response));
  }
  return *std::move(tokens);
}

namespace {

// RFC6749-7.1-1: a token of a type that the client does not know is of no use.
Outcome<oauth2::GrantedToken> usable(oauth2::GrantedToken token, const Wanted& wanted) {
  constexpr std::string_view kResponse = "authorization response";
  if (!oauth2::same_token_type(token.token_type, "Bearer")) {
    return failed(kResponse, oauth::Error{oauth::Errc::token_type_unsupported, 0});
  }
  if (const auto checked = check_scope(wanted.scope, token.scope); !checked) {
    return failed(kResponse, checked.error());
  }
  return token;
}

}  // namespace

Outcome<oauth2::GrantedToken> implicit(const World& world, const OAuth2Server& server,
                                       const std::string& client_id, ResourceOwner& owner,
                                       const std::string& redirect_uri, const Wanted& wanted) {
  oauth2::AuthorizationRequest request;
  request.response_type = "token";
  request.client_id = client_id;
  request.redirect_uri = redirect_uri;
  request.scope = wanted.scope;
  request.resource = wanted.resource;
  request.state = oauth2::make_code_verifier(world.random);
  const auto url = oauth2::authorization_url(server.authorization_endpoint, request);
  if (!url) {
    return failed("authorization request", url.error());
  }
  const auto returned = owner.authorize(*url, redirect_uri);
  if (!returned) {
    return std::unexpected(returned.error());
  }
  oauth2::SentRequest sent;
  sent.response_type = oauth2::ResponseType::token;
  sent.response_mode = oauth2::ResponseMode::fragment;
  sent.redirect_uri = redirect_uri;
  sent.state = request.state;
  sent.issuer = server.issuer.empty() ? std::nullopt : std::optional(server.issuer);
  sent.iss_supported = server.iss_supported;
  auto response = oauth2::parse_authorization_response(*returned, sent);
  if (!response) {
    return failed("authorization response", response.error());
  }
  if (auto* const token = std::get_if<oauth2::GrantedToken>(&response->outcome)) {
    return usable(std::move(*token), wanted);
  }
  const auto* const denied = std::get_if<oauth2::Denied>(&response->outcome);
  return std::unexpected(Failure{"authorization response",
                                 "the server or the resource owner said no", std::nullopt,
                                 denied == nullptr ? "" : denied->error});
}

}  // namespace oauthspec::flows
