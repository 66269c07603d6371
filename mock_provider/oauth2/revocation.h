// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/http/reply.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth2_endpoints {

/// The revocation endpoint: an access token goes alone, a refresh token takes all of its grant with it. 200 also for a token that
/// nobody knows.
///
/// Spec:   RFC 7009 section 2
[[nodiscard]] http::Reply revocation(Call& call);

}  // namespace oauthspec::provider::oauth2_endpoints
