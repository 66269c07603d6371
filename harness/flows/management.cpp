// SPDX-License-Identifier: Apache-2.0
#include "harness/flows/management.h"

#include <utility>

#include "harness/reference/oauth2/metadata.h"
#include "harness/reference/oauth2/revocation.h"

namespace oauthspec::flows {
namespace {

namespace oauth2 = oauth::oauth2;

oauth2::FormOptions form_of(const World& world) {
  oauth2::FormOptions form;
  form.allow_plain_http = world.allow_plain_http;
  return form;
}

oauth::Result<oauth::message::Request> with_token(const World& world,
                                                  const oauth::message::Request& request,
                                                  const oauth::Secret& access_token,
                                                  const ProofKey* key) {
  oauth2::TokenUse use;
  use.access_token = access_token;
  if (key != nullptr) {
    auto proof = make_proof(world, *key, request.method, request.url, access_token);
    if (!proof) {
      return std::unexpected(proof.error());
    }
    use.dpop = true;
    use.dpop_proof = *std::move(proof);
  }
  return oauth2::with_access_token(request, use);
}

}  // namespace

Outcome<void> revoke(const World& world, const OAuth2Server& server, const Client& client,
                     const oauth2::TokenReference& token) {
  constexpr std::string_view kStep = "revocation";
  const auto shown = client.shown(world);
  if (!shown) {
    return failed(kStep, shown.error());
  }
  const auto request =
      oauth2::write_revocation_request(server.revocation_endpoint, *shown, token, form_of(world));
  if (!request) {
    return failed(kStep, request.error());
  }
  auto response = send(world, kStep, *request);
  if (!response) {
    return std::unexpected(std::move(response.error()));
  }
  const auto read = oauth2::parse_revocation_response(*response, world.now());
  if (!read) {
    return failed(kStep, read.error(), *std::move(response));
  }
  if (!read->revoked) {
    return std::unexpected(Failure{std::string(kStep), "the token was not revoked",
                                   *std::move(response), read->error ? read->error->error : ""});
  }
  return {};
}

Outcome<oauth2::IntrospectionResponse> introspect(const World& world, const OAuth2Server& server,
                                                  const Client& client,
                                                  const oauth2::TokenReference& token) {
  constexpr std::string_view kStep = "introspection";
  const auto shown = client.shown(world);
  if (!shown) {
    return failed(kStep, shown.error());
  }
  const auto request = oauth2::write_introspection_request(server.introspection_endpoint, &*shown,
                                                           token, std::nullopt, form_of(world));
  if (!request) {
    return failed(kStep, request.error());
  }
  auto response = send(world, kStep, *request);
  if (!response) {
    return std::unexpected(std::move(response.error()));
  }
  auto read = oauth2::parse_introspection(*response);
  if (!read) {
    return failed(kStep, read.error(), *std::move(response));
  }
  return *std::move(read);
}

Outcome<nlohmann::json> register_client(const World& world, const OAuth2Server& server,
                                        const nlohmann::json& metadata) {
  constexpr std::string_view kStep = "registration";
  const auto request =
      oauth2::write_registration_request(server.registration_endpoint, metadata, std::nullopt);
  if (!request) {
    return failed(kStep, request.error());
  }
  auto response = send(world, kStep, *request);
  if (!response) {
    return std::unexpected(std::move(response.error()));
  }
  const oauth2::MetadataContext context{.kind = oauth2::MetadataKind::client,
                                        .identifier = {},
                                        .signers = {},
                                        .now = static_cast<double>(world.now()),
                                        .allow_plain_http = world.allow_plain_http};
  auto read = oauth2::parse_metadata(world.backend, *response, context);
  if (!read) {
    return failed(kStep, read.error(), *std::move(response));
  }
  return std::move(read->members);
}

Outcome<oauth::message::Response> request_resource(const World& world,
                                                   const oauth::message::Request& request,
                                                   const oauth::Secret& access_token,
                                                   ProofKey* key) {
  constexpr std::string_view kStep = "protected resource";
  auto authorized = with_token(world, request, access_token, key);
  if (!authorized) {
    return failed(kStep, authorized.error());
  }
  auto response = send(world, kStep, *authorized);
  if (!response || key == nullptr || !take_nonce(*response, key->resource_server_nonce)) {
    return response;
  }
  authorized = with_token(world, request, access_token, key);  // RFC 9449 section 9
  if (!authorized) {
    return failed(kStep, authorized.error());
  }
  return send(world, kStep, *authorized);
}

}  // namespace oauthspec::flows
