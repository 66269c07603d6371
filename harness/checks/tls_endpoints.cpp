// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/tls_endpoints.h"

#include <algorithm>

namespace oauthspec::checks {

std::string_view name(TlsEndpoint endpoint) {
  switch (endpoint) {
    case TlsEndpoint::authorization:
      return "the authorization endpoint";
    case TlsEndpoint::token:
      return "the token endpoint";
    case TlsEndpoint::device_authorization:
      return "the device authorization endpoint";
    case TlsEndpoint::pushed_authorization_request:
      return "the pushed authorization request endpoint";
    case TlsEndpoint::revocation:
      return "the revocation endpoint";
    case TlsEndpoint::introspection:
      return "the introspection endpoint";
    case TlsEndpoint::registration:
      return "the registration endpoint";
    case TlsEndpoint::metadata:
      return "the issuer";
    case TlsEndpoint::resource:
      return "the protected resource";
    case TlsEndpoint::oauth1_temporary_credentials:
      return "the temporary credential request endpoint";
    case TlsEndpoint::oauth1_authorization:
      return "the resource owner authorization endpoint";
    case TlsEndpoint::oauth1_token:
      return "the token request endpoint";
  }
  return {};
}

const std::string& url_of(const Target& target, TlsEndpoint endpoint) {
  static const std::string kNone;
  const flows::OAuth2Server& server = target.server;
  switch (endpoint) {
    case TlsEndpoint::authorization:
      return server.authorization_endpoint;
    case TlsEndpoint::token:
      return server.token_endpoint;
    case TlsEndpoint::device_authorization:
      return server.device_authorization_endpoint;
    case TlsEndpoint::pushed_authorization_request:
      return server.pushed_authorization_request_endpoint;
    case TlsEndpoint::revocation:
      return server.revocation_endpoint;
    case TlsEndpoint::introspection:
      return server.introspection_endpoint;
    case TlsEndpoint::registration:
      return server.registration_endpoint;
    case TlsEndpoint::metadata:
      return server.metadata.empty() ? kNone : server.issuer;
    case TlsEndpoint::resource:
      return target.resource;
    case TlsEndpoint::oauth1_temporary_credentials:
      return target.oauth1_server.temporary_credential_request;
    case TlsEndpoint::oauth1_authorization:
      return target.oauth1_server.resource_owner_authorization;
    case TlsEndpoint::oauth1_token:
      return target.oauth1_server.token_request;
  }
  return kNone;
}

std::vector<std::string> https_origins(const Target& target) {
  constexpr std::string_view kHttps = "https://";
  std::vector<std::string> origins;
  for (std::size_t i = 0; i <= static_cast<std::size_t>(kLastTlsEndpoint); ++i) {
    const std::string& url = url_of(target, static_cast<TlsEndpoint>(i));
    if (!url.starts_with(kHttps)) continue;
    std::string origin = url.substr(0, url.find_first_of("/?#", kHttps.size()));
    if (std::ranges::find(origins, origin) == origins.end()) origins.push_back(std::move(origin));
  }
  return origins;
}

}  // namespace oauthspec::checks
