// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/http/reply.h"
#include "mock_provider/model/grant.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth2_endpoints {

/// The verification URI: GET asks for a user code, with that of verification_uri_complete filled in; POST looks it up, and asks its
/// user. Who guesses is slowed down.
///
/// Spec:   RFC 8628 sections 3.3 and 5.1
[[nodiscard]] http::Reply device_page(Call& call);

/// Keeps the user's decision for the device, which polls for it. A Finish.
///
/// Spec:   RFC 8628 section 3.3
[[nodiscard]] http::Reply finish_device(Call& call, const InteractionRecord& interaction,
                                        Decision decision);

}  // namespace oauthspec::provider::oauth2_endpoints
