// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/http/reply.h"
#include "mock_provider/interaction/interaction.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider {

/// How each kind of authorization goes on once it is decided.
[[nodiscard]] Finish finish_of(const InteractionRecord& interaction);

/// The consent page of every kind of authorization, and what the resource owner decides there.
[[nodiscard]] http::Reply consent(Call& call);

}  // namespace oauthspec::provider
