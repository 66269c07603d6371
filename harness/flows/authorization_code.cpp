// SPDX-License-Identifier: Apache-2.0
#include <string_view>
#include <utility>
#include <variant>

#include "harness/flows/tokens.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth2/authorization_request.h"
#include "harness/reference/oauth2/code_flow.h"
#include "harness/reference/oauth2/endpoint_request.h"
#include "harness/reference/oauth2/pushed_authorization.h"

namespace oauthspec::flows {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::message::Parameters;

oauth2::CodeFlowOptions flow_options(const World& world, const CodeGrantOptions& options) {
  return {.redirect_uri = options.redirect_uri,
          .scope = options.wanted.scope,
          .resource = options.wanted.resource,
          .dpop = options.wanted.proof_key != nullptr,
          .allow_plain_http = world.allow_plain_http};
}

// The parameters of an authorization URL without client_id, which a pushed request gets with the client's authentication.
oauth::Result<Parameters> parameters_of(std::string_view url) {
  Parameters all;
  const auto question = url.find('?');
  if (auto read = all.add_form(question == std::string_view::npos ? "" : url.substr(question + 1));
      !read) {
    return std::unexpected(read.error());
  }
  Parameters others;
  for (const auto parameter : all) {
    if (parameter.name != "client_id") {
      others.add(parameter);
    }
  }
  return others;
}

// Pushes the request, and gives the URL that stands for it: RFC 9126 section 4.
Outcome<std::string> pushed_url(const World& world, const OAuth2Server& server,
                                const Client& client, const std::string& url) {
  constexpr std::string_view kStep = "pushed authorization request";
  auto parameters = parameters_of(url);
  if (!parameters) {
    return failed(kStep, parameters.error());
  }
  oauth2::FormOptions form;
  form.allow_plain_http = world.allow_plain_http;
  const auto shown = client.shown(world);
  if (!shown) {
    return failed(kStep, shown.error());
  }
  const auto request = oauth2::write_pushed_authorization_request(
      server.pushed_authorization_request_endpoint, *shown, *std::move(parameters), form);
  if (!request) {
    return failed(kStep, request.error());
  }
  auto response = send(world, kStep, *request);
  if (!response) {
    return std::unexpected(std::move(response.error()));
  }
  const auto pushed = oauth2::parse_pushed_authorization(*response);
  if (!pushed) {
    return failed(kStep, pushed.error(), *std::move(response));
  }
  oauth2::AuthorizationRequest by_reference;
  by_reference.client_id = client.id();
  by_reference.request_uri = pushed->request_uri;
  auto short_url = oauth2::authorization_url(server.authorization_endpoint, by_reference);
  if (!short_url) {
    return failed(kStep, short_url.error());
  }
  return *std::move(short_url);
}

Outcome<void> authorize(oauth2::CodeFlow& flow, ResourceOwner& owner, const std::string& url,
                        const std::string& redirect_uri) {
  constexpr std::string_view kStep = "authorization response";
  const auto returned = owner.authorize(url, redirect_uri);
  if (!returned) {
    return std::unexpected(returned.error());
  }
  const auto answer = flow.take_response(*returned);
  if (!answer) {
    return failed(kStep, answer.error());
  }
  if (const auto* const denied = std::get_if<oauth2::Denied>(&answer->outcome)) {
    return std::unexpected(Failure{std::string(kStep), "the server or the resource owner said no",
                                   std::nullopt, denied->error});
  }
  return {};
}

// The proof of the token request, where there is a key.
oauth::Result<std::optional<std::string>> proof_of(const World& world, const OAuth2Server& server,
                                                   const Wanted& wanted) {
  if (wanted.proof_key == nullptr) {
    return std::nullopt;
  }
  auto proof = make_proof(world, *wanted.proof_key, "POST", server.token_endpoint, std::nullopt);
  if (!proof) {
    return std::unexpected(proof.error());
  }
  return *std::move(proof);
}

// Writes the token request with a proof and an assertion of now.
oauth::Result<oauth::message::Request> write(const World& world, const OAuth2Server& server,
                                             const Client& client, const Wanted& wanted,
                                             oauth2::CodeFlow& flow, bool repeated) {
  const auto proof = proof_of(world, server, wanted);
  if (!proof) {
    return std::unexpected(proof.error());
  }
  const auto shown = client.shown(world);
  if (!shown) {
    return std::unexpected(shown.error());
  }
  return repeated ? flow.repeated_token_request(*proof, *shown)
                  : flow.token_request(*proof, *shown);
}

// RFC 9449 section 8: the same request with the nonce that the server asks for. The code was not looked at yet.
Outcome<oauth::message::Response> redeem(const World& world, const OAuth2Server& server,
                                         const Client& client, const Wanted& wanted,
                                         oauth2::CodeFlow& flow) {
  constexpr std::string_view kStep = "token request";
  for (bool repeated = false;; repeated = true) {
    const auto request = write(world, server, client, wanted, flow, repeated);
    if (!request) {
      return failed(kStep, request.error());
    }
    auto response = send(world, kStep, *request);
    if (!response || repeated || wanted.proof_key == nullptr ||
        !take_nonce(*response, wanted.proof_key->authorization_server_nonce)) {
      return response;
    }
  }
}

}  // namespace

Outcome<oauth2::TokenResponse> authorization_code(const World& world, const OAuth2Server& server,
                                                  const Client& client, ResourceOwner& owner,
                                                  const CodeGrantOptions& options) {
  const auto shown = client.shown(world);
  if (!shown) {
    return failed("authorization request", shown.error());
  }
  auto flow = oauth2::CodeFlow::start(world.backend, world.random, server.known(), *shown,
                                      flow_options(world, options));
  if (!flow) {
    return failed("authorization request", flow.error());
  }
  auto url = options.push ? pushed_url(world, server, client, flow->authorization_url())
                          : Outcome<std::string>(flow->authorization_url());
  if (!url) {
    return std::unexpected(std::move(url.error()));
  }
  if (auto authorized = authorize(*flow, owner, *url, options.redirect_uri); !authorized) {
    return std::unexpected(std::move(authorized.error()));
  }
  auto response = redeem(world, server, client, options.wanted, *flow);
  if (!response) {
    return std::unexpected(std::move(response.error()));
  }
  auto tokens = flow->take_tokens(*response);
  if (!tokens) {
    return failed("token request", tokens.error(), *std::move(response));
  }
  return *std::move(tokens);
}

}  // namespace oauthspec::flows
