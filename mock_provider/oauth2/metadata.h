// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "harness/http/reply.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth2_endpoints {

/// The metadata of the authorization server. Every member is true of the profile and the settings.
///
/// Spec:   RFC 8414 section 3
[[nodiscard]] http::Reply metadata(Call& call);

/// What it says.
///
/// Spec:   RFC 8414 section 2; RFC 8628 section 4; RFC 9126 section 5; RFC 9207 section 3; RFC 9449 section 5.1; RFC 9728 section 4
[[nodiscard]] nlohmann::json metadata_of(const Call& call);

/// The metadata of a protected resource: of /resource, and of each below it.
///
/// Spec:   RFC 9728 sections 2 and 3
[[nodiscard]] http::Reply resource_metadata(Call& call);

/// The public keys of JWT access tokens.
///
/// Spec:   RFC 8414 section 2, jwks_uri; RFC 7517 section 5
[[nodiscard]] http::Reply jwks(Call& call);

}  // namespace oauthspec::provider::oauth2_endpoints
