// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/http/reply.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth2_endpoints {

/// The introspection endpoint, for clients that authenticate, and for who shows an access token: what a client is not to know is not
/// active.
///
/// Spec:   RFC 7662 section 2
[[nodiscard]] http::Reply introspection(Call& call);

}  // namespace oauthspec::provider::oauth2_endpoints
