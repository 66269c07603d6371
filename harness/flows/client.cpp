// SPDX-License-Identifier: Apache-2.0
#include "harness/flows/client.h"

#include <array>

#include "harness/reference/codec/base64.h"
#include "harness/reference/oauth2/client_assertion.h"

namespace oauthspec::flows {

namespace oauth2 = oauth::oauth2;

oauth::Result<oauth2::Client> Client::shown(const World& world) const {
  if (const auto* const same = std::get_if<oauth2::Client>(&shown_)) {
    return *same;
  }
  const auto& key = std::get<AssertionKey>(shown_);
  std::array<std::uint8_t, 16> id{};
  world.random.fill(id);
  oauth2::AssertionClaims claims;
  claims.issuer = claims.subject = id_;  // RFC7523-3-5
  claims.audience = {key.audience};
  claims.issued = world.now();
  claims.expires = world.now() + key.lifetime;
  claims.id = oauth::codec::base64_encode(id, oauth::codec::Base64::url);
  auto assertion = oauth2::make_client_assertion(world.backend, key.alg, key.key, key.kid, claims);
  if (!assertion) {
    return std::unexpected(assertion.error());
  }
  return oauth2::Client{id_, oauth2::Assertion{oauth::Secret(*assertion)}};
}

}  // namespace oauthspec::flows
