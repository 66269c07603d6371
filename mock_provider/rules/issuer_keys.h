// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "harness/reference/oauth2/client_assertion.h"
#include "mock_provider/model/surroundings.h"

namespace oauthspec::provider::rules {

/// Lets an issuer's JWTs be verified by the keys of a JWK set, and by the algorithms that fit them. A key that cannot be read is left out.
///
/// Spec:   RFC 7517 section 5
void add_key_set(const Surroundings& around, const nlohmann::json& jwks,
                 oauth::oauth2::TrustedIssuer& issuer);

}  // namespace oauthspec::provider::rules
