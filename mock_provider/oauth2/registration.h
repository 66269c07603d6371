// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/http/reply.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth2_endpoints {

/// The client registration endpoint.
///
/// Spec:   RFC 7591 section 3
[[nodiscard]] http::Reply registration(Call& call);

/// The client configuration endpoint, /register/ID: reads, updates and deletes a client that registered itself.
///
/// Spec:   RFC 7592 section 2
[[nodiscard]] http::Reply configuration(Call& call);

}  // namespace oauthspec::provider::oauth2_endpoints
