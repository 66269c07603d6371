// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/http/reply.h"
#include "mock_provider/interaction/interaction.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::control {

/// How an interaction goes on once it is decided; null for a kind that this provider does not know.
using FinishOf = Finish (*)(const InteractionRecord&);

/// Everything below /_control: README.md has it as a table. What it changes it changes for this provider or case alone.
///
/// Input:  `finish_of` decides interactions without a browser; null: none can be decided so.
/// Errors: 4xx with {"error": ..., "message": ...}; nothing was changed then.
[[nodiscard]] http::Reply control(Call& call, FinishOf finish_of);

/// What /_control answers by itself, as a table of Markdown.
[[nodiscard]] std::string operations_table();

}  // namespace oauthspec::provider::control
