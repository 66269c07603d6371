// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace oauthspec::provider {

/// What a request is sent to. The paths stand in core/routes.h.
enum class Endpoint : std::uint8_t {
  temporary_credentials,  ///< RFC 5849 section 2.1
  owner_authorization,    ///< RFC 5849 section 2.2, Resource Owner Authorization
  token_credentials,      ///< RFC 5849 section 2.3
  oauth1_resource,        ///< A protected resource for OAuth 1.0: RFC 5849 section 3
  authorization,          ///< RFC 6749 section 3.1
  token,                  ///< RFC 6749 section 3.2
  device_authorization,   ///< RFC 8628 section 3.1
  pushed_authorization,   ///< RFC 9126 section 2
  revocation,             ///< RFC 7009 section 2
  introspection,          ///< RFC 7662 section 2
  registration,           ///< RFC 7591 section 3
  configuration,          ///< Of a registered client: RFC 7592 section 2
  metadata,               ///< RFC 8414 section 3
  jwks,                   ///< RFC 8414 section 2, jwks_uri
  resource,               ///< A protected resource for OAuth 2.0: RFC 6750, RFC 9449
  resource_metadata,      ///< RFC 9728 section 3
  sign_in,                ///< Pages for the resource owner ...
  consent,
  device,     ///< RFC 8628 section 3.3, the verification URI
  inspector,  ///< The developer's page at / and what it loads
  control,    ///< /_control
  none,       ///< No endpoint has that path.
};

/// "token_credentials"
[[nodiscard]] std::string_view name(Endpoint endpoint);
[[nodiscard]] std::optional<Endpoint> endpoint_named(std::string_view name);

}  // namespace oauthspec::provider
