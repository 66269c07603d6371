// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/http/reply.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth2_endpoints {

/// The token endpoint: authenticates the client, then leaves the request to its grant.
///
/// Spec:   RFC 6749 section 3.2
[[nodiscard]] http::Reply token(Call& call);

}  // namespace oauthspec::provider::oauth2_endpoints
