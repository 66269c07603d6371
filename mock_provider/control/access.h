// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "harness/http/reply.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::control {

/// Refuses what a web page of somebody else makes a developer's browser send to the control, the inspector and its stream: a Host that
/// is none of the provider's origins and no loopback address (DNS rebinding), an Origin that is not the one that the request goes to, and what
/// Sec-Fetch-Site says comes from another site. There are no CORS fields in any answer.
///
/// Output: nothing where the request may go on.
[[nodiscard]] std::optional<http::Reply> refuse_strangers(Call& call);

/// An answer of the control for people and programs: {"error": ..., "message": ...}.
[[nodiscard]] http::Reply control_error(Call& call, int status, std::string_view error,
                                        std::string_view message);

}  // namespace oauthspec::provider::control
