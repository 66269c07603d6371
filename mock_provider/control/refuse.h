// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "harness/http/reply.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::control {

/// An error response that a behaviour gives in an endpoint's place, and the verdict that says so.
///
/// Spec:   RFC 6749 section 5.2
[[nodiscard]] http::Reply refuse(Call& call, int status, std::string_view error);

/// The same, in a challenge: RFC 6750 section 3.
[[nodiscard]] http::Reply challenge(Call& call, int status, std::string_view scheme,
                                    std::string_view error);

/// The verdict of a request that a behaviour refuses.
void note_refusal(Call& call, std::string_view error);

}  // namespace oauthspec::provider::control
