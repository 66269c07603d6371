// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/reference/base/secret.h"
#include "harness/reference/oauth2/redirect_uri.h"
#include "harness/reference/oauth2/scope.h"

namespace oauthspec::provider {

/// How a client authenticates: token_endpoint_auth_method of RFC 7591 section 2, and of RFC 8414's registry.
enum class AuthenticationMethod : std::uint8_t {
  none,
  client_secret_basic,
  client_secret_post,
  client_secret_jwt,
  private_key_jwt,
};

/// A client that the provider knows: of OAuth 1.0, of OAuth 2.0, or of both.
struct ClientRecord {
  std::string id;        ///< client_id; oauth_consumer_key.
  std::string name;      ///< As people are shown it.
  oauth::Secret secret;  ///< Empty: a public client, or one with a key only.

  // OAuth 2.0
  std::set<AuthenticationMethod>
      methods;  ///< By which it may authenticate; {none}: a public client.
  std::vector<std::string> redirect_uris;
  oauth::oauth2::ApplicationType application_type = oauth::oauth2::ApplicationType::web;
  std::set<std::string>
      grant_types;  ///< As token requests name them; "implicit" for the response type token.
  std::set<std::string> response_types;  ///< "code", "token"
  oauth::oauth2::Scope scope;            ///< That it may ask for.
  nlohmann::json jwks;  ///< {"keys": [...]} of its public keys; null where it has none.
  bool dpop_bound_access_tokens = false;               ///< RFC 9449 section 5.2
  bool require_pushed_authorization_requests = false;  ///< RFC 9126 section 6
  nlohmann::json metadata =
      nlohmann::json::object();  ///< As it was registered, for RFC 7591 and RFC 7592.
  oauth::Secret
      registration_access_token;  ///< RFC 7592; empty for a client that was not registered dynamically.

  /// It is a resource server, too: it may ask what tokens for the provider's own resource are good for (RFC 7662).
  bool resource_server = false;

  // OAuth 1.0
  std::optional<std::string> rsa_public_key;  ///< PEM, for RSA-SHA1 and RSA-SHA256.
  /// Callbacks that it may name, exactly; empty: any absolute URI, and "oob".
  std::vector<std::string> callbacks;

  [[nodiscard]] bool is_public() const {
    return methods.size() == 1 && methods.contains(AuthenticationMethod::none);
  }
};

/// A resource owner.
struct UserRecord {
  std::string username;
  oauth::Secret password;
  std::string subject;  ///< sub
  std::string name;     ///< As pages show it.
};

}  // namespace oauthspec::provider
