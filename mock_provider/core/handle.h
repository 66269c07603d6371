// SPDX-License-Identifier: Apache-2.0
#pragma once

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

}  // namespace oauthspec::provider
