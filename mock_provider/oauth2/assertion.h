// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "harness/reference/jose/jwt.h"
#include "harness/reference/oauth2/refusal.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth2_endpoints {

/// How often a JWT may be presented.
enum class Uses : std::uint8_t {
  once,  ///< Where it has a jti.
  many,
};

/// The claims of a JWT that an issuer signed whom the provider trusts (Registry::assertion_issuers). Subject and expiry are there.
///
/// Output: a refusal is invalid_grant.
/// Spec:   RFC 7523 section 3
[[nodiscard]] oauth::oauth2::Judgement<oauth::jose::Claims> verify_assertion(Call& call,
                                                                             std::string_view jwt,
                                                                             Uses uses);

/// A time of a JWT in whole seconds, also where it lies further off than they can count.
[[nodiscard]] Seconds whole_seconds(double time);

}  // namespace oauthspec::provider::oauth2_endpoints
