// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/http/reply.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth2_endpoints {

/// The protected resources: /resource, and one below it for each scope token. Tells a good token's client whose it is.
///
/// Spec:   RFC 6750; RFC 9449 section 7
[[nodiscard]] http::Reply resource(Call& call);

}  // namespace oauthspec::provider::oauth2_endpoints
