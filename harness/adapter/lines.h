// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <expected>

#include "harness/adapter/conversation.h"
#include "harness/adapter/session.h"

/// What a line of a child means, or that none came.
namespace oauthspec::adapter {

/// To whoever waits for a hello.
///
/// Input:  `patience` is how long was waited.
/// Errors: why there is none, for people; without the child's stderr.
[[nodiscard]] std::expected<Hello, StartProblem> hello_of(const Line& line,
                                                          std::chrono::milliseconds patience);

/// To whoever waits for an answer.
[[nodiscard]] Event event_of(const Line& line);

}  // namespace oauthspec::adapter
