// SPDX-License-Identifier: Apache-2.0
#include "harness/flows/server.h"

#include <algorithm>
#include <utility>

#include "harness/reference/oauth2/metadata.h"
#include "harness/reference/oauth2/well_known.h"

namespace oauthspec::flows {
namespace {

constexpr std::string_view kStep = "metadata";

std::string text(const nlohmann::json& members, const char* name) {
  const auto found = members.find(name);
  return found != members.end() && found->is_string() ? found->get<std::string>() : "";
}

bool is_texts(const nlohmann::json& value) {
  return value.is_array() && std::ranges::all_of(value, &nlohmann::json::is_string);
}

}  // namespace

OAuth2Server server_of(nlohmann::json members) {
  OAuth2Server server;
  if (!members.is_object()) return server;
  server.issuer = text(members, "issuer");
  server.authorization_endpoint = text(members, "authorization_endpoint");
  server.token_endpoint = text(members, "token_endpoint");
  server.device_authorization_endpoint = text(members, "device_authorization_endpoint");
  server.pushed_authorization_request_endpoint =
      text(members, "pushed_authorization_request_endpoint");
  server.revocation_endpoint = text(members, "revocation_endpoint");
  server.introspection_endpoint = text(members, "introspection_endpoint");
  server.registration_endpoint = text(members, "registration_endpoint");
  server.jwks_uri = text(members, "jwks_uri");
  const auto iss = members.find("authorization_response_iss_parameter_supported");
  if (iss != members.end() && iss->is_boolean()) server.iss_supported = iss->get<bool>();
  const auto methods = members.find("code_challenge_methods_supported");
  if (methods != members.end() && is_texts(*methods)) {
    server.code_challenge_methods = methods->get<std::vector<std::string>>();
  }
  server.metadata = std::move(members);
  return server;
}

oauth::oauth2::KnownServer OAuth2Server::known() const {
  return {.issuer = issuer,
          .authorization_endpoint = authorization_endpoint,
          .token_endpoint = token_endpoint,
          .iss_supported = iss_supported,
          .code_challenge_methods = code_challenge_methods};
}

Outcome<OAuth2Server> discover(const World& world, const std::string& issuer) {
  namespace oauth2 = oauth::oauth2;
  const auto url =
      oauth2::issuer_metadata_url(issuer, "oauth-authorization-server", world.allow_plain_http);
  if (!url) {
    return failed(kStep, url.error());
  }
  auto response = send(world, kStep, {"GET", *url, {{"Accept", "application/json"}}, ""});
  if (!response) {
    return std::unexpected(std::move(response.error()));
  }
  const oauth2::MetadataContext context{.kind = oauth2::MetadataKind::authorization_server,
                                        .identifier = issuer,
                                        .signers = {},
                                        .now = static_cast<double>(world.now()),
                                        .allow_plain_http = world.allow_plain_http};
  auto read = oauth2::parse_metadata(world.backend, *response, context);
  if (!read) {
    return failed(kStep, read.error(), *std::move(response));
  }
  return server_of(std::move(read->members));
}

}  // namespace oauthspec::flows
