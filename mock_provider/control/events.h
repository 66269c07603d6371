// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "harness/http/reply.h"
#include "mock_provider/state/call.h"
#include "mock_provider/state/state.h"

namespace oauthspec::provider::control {

/// What came to the log behind a position, as server-sent events, and moves the position to the last of them: each exchange as an event
/// "exchange" whose id is its number and whose data is exchange_json(), masked. An event "restart" comes first where the log no longer
/// has what should come next, or has begun anew.
///
/// Input:  `position` is the number of the last exchange that is known; 0: none.
/// Output: empty where there is nothing new.
/// Spec:   HTML, "Server-sent events"
[[nodiscard]] std::string events_since(const State& state, std::uint64_t& position);

/// /_events?from=N opens the stream: behind N, or behind what Last-Event-ID names, which a browser sends when it connects again.
[[nodiscard]] http::Reply events(Call& call);

}  // namespace oauthspec::provider::control
