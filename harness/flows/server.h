// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/flows/flow.h"
#include "harness/reference/oauth2/code_flow.h"

namespace oauthspec::flows {

/// An authorization server of OAuth 2.0. Endpoints that it has not are empty.
struct OAuth2Server {
  std::string issuer;
  std::string authorization_endpoint;
  std::string token_endpoint;
  std::string device_authorization_endpoint;
  std::string pushed_authorization_request_endpoint;
  std::string revocation_endpoint;
  std::string introspection_endpoint;
  std::string registration_endpoint;
  std::string jwks_uri;
  std::optional<bool> iss_supported;
  std::optional<std::vector<std::string>> code_challenge_methods;
  nlohmann::json metadata = nlohmann::json::object();  ///< Every member that was read.

  /// What the code grant needs of it.
  [[nodiscard]] oauth::oauth2::KnownServer known() const;
};

/// A server as its metadata has it, right or wrong: what is of another type than it should be counts as left out.
[[nodiscard]] OAuth2Server server_of(nlohmann::json members);

/// Asks an issuer for its metadata.
///
/// Spec:   RFC 8414 section 3
[[nodiscard]] Outcome<OAuth2Server> discover(const World& world, const std::string& issuer);

}  // namespace oauthspec::flows
