// SPDX-License-Identifier: Apache-2.0
#include "harness/flows/oauth1.h"

#include <optional>
#include <utility>

#include "harness/reference/oauth1/authorization.h"
#include "harness/reference/oauth1/credentials_response.h"

namespace oauthspec::flows {
namespace {

namespace oauth1 = oauth::oauth1;

Outcome<oauth1::Credentials> ask(const World& world, std::string_view step,
                                 oauth1::CredentialsKind kind,
                                 const oauth::Result<oauth::message::Request>& request) {
  if (!request) {
    return failed(step, request.error());
  }
  auto response = send(world, step, *request);
  if (!response) {
    return std::unexpected(std::move(response.error()));
  }
  auto read = oauth1::parse_credentials_response(kind, *response);
  if (!read) {
    return failed(step, read.error(), *std::move(response));
  }
  return std::move(read->credentials);
}

Outcome<std::string> ask_owner(ResourceOwner& owner, const std::string& url,
                               const std::string& callback, const std::string& token) {
  if (callback == "oob") {
    return owner.authorize_out_of_band(url);
  }
  const auto returned = owner.authorize(url, callback);
  if (!returned) {
    return std::unexpected(returned.error());
  }
  auto read = oauth1::parse_callback(returned->url, token);
  if (!read) {
    return failed("callback", read.error());
  }
  return std::move(read->verifier);
}

}  // namespace

Outcome<oauth1::Credentials> redirection_based(const World& world, oauth1::Client& client,
                                               const OAuth1Server& server, ResourceOwner& owner,
                                               const std::string& callback) {
  auto temporary =
      ask(world, "temporary credentials", oauth1::CredentialsKind::temporary,
          client.temporary_credentials_request(server.temporary_credential_request, callback));
  if (!temporary) {
    return temporary;
  }
  const auto url = oauth1::authorization_url(server.resource_owner_authorization, temporary->key);
  if (!url) {
    return failed("resource owner authorization", url.error());
  }
  const auto verifier = ask_owner(owner, *url, callback, temporary->key);
  if (!verifier) {
    return std::unexpected(verifier.error());
  }
  return ask(world, "token credentials", oauth1::CredentialsKind::token,
             client.token_credentials_request(server.token_request, *temporary, *verifier));
}

Outcome<oauth::message::Response> request_resource(const World& world, oauth1::Client& client,
                                                   const oauth::message::Request& request,
                                                   const oauth1::Credentials& token) {
  const auto authenticated = client.authenticate(request, token);
  if (!authenticated) {
    return failed("protected resource", authenticated.error());
  }
  return send(world, "protected resource", *authenticated);
}

}  // namespace oauthspec::flows
