// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <limits>

#include "harness/http/reply.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::control {

/// ArmedFault::left of one that stays until it is taken away.
inline constexpr std::uint64_t kAlways = std::numeric_limits<std::uint64_t>::max();

/// Answers a request while faults are armed: those that are for it act, in the order in which they were armed, and are counted. One
/// behaviour acts once on a request, so that the same one armed twice is for two requests. Each that acted is named in the call.
///
/// Input:  `answer` is the endpoint.
[[nodiscard]] http::Reply answer_with_faults(Call& call, http::Reply (*answer)(Call&));

}  // namespace oauthspec::provider::control
