// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "harness/checks/target.h"

namespace oauthspec::checks {

/// What a server is reached at, each with a statement of its own about TLS.
enum class TlsEndpoint : std::uint8_t {
  authorization,
  token,
  device_authorization,
  pushed_authorization_request,
  revocation,
  introspection,
  registration,
  metadata,
  resource,
  oauth1_temporary_credentials,
  oauth1_authorization,
  oauth1_token,
};
inline constexpr TlsEndpoint kLastTlsEndpoint = TlsEndpoint::oauth1_token;

/// "the token endpoint"
[[nodiscard]] std::string_view name(TlsEndpoint endpoint);

/// Empty where the target has none.
[[nodiscard]] const std::string& url_of(const Target& target, TlsEndpoint endpoint);

/// Every scheme, host and port of https that the target is reached at, each once.
[[nodiscard]] std::vector<std::string> https_origins(const Target& target);

}  // namespace oauthspec::checks
