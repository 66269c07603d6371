// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/http/reply.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth2_endpoints {

/// The device authorization endpoint: gives out a device code and a user code.
///
/// Spec:   RFC 8628 section 3.1
[[nodiscard]] http::Reply device_authorization(Call& call);

}  // namespace oauthspec::provider::oauth2_endpoints
