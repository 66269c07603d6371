// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "harness/http/reply.h"
#include "harness/reference/message/http.h"
#include "mock_provider/state/state.h"

namespace oauthspec::provider {

/// The whole provider: one request in, its reply out. Has no socket, no clock and no random source but those of the state, so that the
/// same requests against the same state give the same replies.
///
/// Input:  the URL is absolute, as the shell makes it of scheme, Host field and target; any octets are an input.
/// Threads: one at a time for each state.
[[nodiscard]] http::Reply handle(const oauth::message::Request& request, State& state);

/// The state that a request to this URL was handled with: the root, or its case's; null where the case is no longer there.
[[nodiscard]] State* find_case(std::string_view url, State& root);

}  // namespace oauthspec::provider
