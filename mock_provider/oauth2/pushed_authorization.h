// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/http/reply.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth2_endpoints {

/// The endpoint for pushed authorization requests: authenticates the client, checks the request as the authorization endpoint does, and
/// keeps it for that.
///
/// Spec:   RFC 9126 section 2; RFC 9449 section 10.1
[[nodiscard]] http::Reply pushed_authorization(Call& call);

}  // namespace oauthspec::provider::oauth2_endpoints
