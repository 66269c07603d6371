// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/model/endpoint.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace oauthspec::provider {
namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, 22> kNames = {"temporary_credentials",
                                                     "owner_authorization",
                                                     "token_credentials",
                                                     "oauth1_resource",
                                                     "authorization",
                                                     "token",
                                                     "device_authorization",
                                                     "pushed_authorization",
                                                     "revocation",
                                                     "introspection",
                                                     "registration",
                                                     "configuration",
                                                     "metadata",
                                                     "jwks",
                                                     "resource",
                                                     "resource_metadata",
                                                     "sign_in",
                                                     "consent",
                                                     "device",
                                                     "inspector",
                                                     "control",
                                                     "none"};
static_assert(static_cast<std::size_t>(Endpoint::none) + 1 == kNames.size());

}  // namespace

std::string_view name(Endpoint endpoint) {
  return kNames.at(static_cast<std::size_t>(endpoint));
}

std::optional<Endpoint> endpoint_named(std::string_view name) {
  const auto* const found = std::ranges::find(kNames, name);
  if (found == kNames.end()) {
    return std::nullopt;
  }
  return static_cast<Endpoint>(found - kNames.begin());
}

}  // namespace oauthspec::provider
