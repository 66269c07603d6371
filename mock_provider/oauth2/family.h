// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mock_provider/state/state.h"

namespace oauthspec::provider::oauth2_endpoints {

/// Whether a token falls with another grant of its family, which was misused or revoked.
using FallsWith = bool (*)(const Grant& cause, const Grant& token);

/// Revokes every access token and refresh token that falls with a grant.
///
/// Spec:   RFC 6749 section 4.1.2; RFC 7009 section 2.1; RFC 9700 section 4.14.2
void revoke_family(State& state, const Grant& cause, FallsWith falls_with);

}  // namespace oauthspec::provider::oauth2_endpoints
