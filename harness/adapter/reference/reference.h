// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/adapter/protocol.h"

/// The reference implementation behind the adapter protocol, in process. It is driven as any other
/// library is: by an op and its `in`, and it never sees what a test expects.
namespace oauthspec::adapter {

/// What the reference says of itself.
[[nodiscard]] Hello reference_hello();

/// Answers one op.
///
/// Input:  `in` as the op's schema has it; anything else is a Failure, since then the caller is at
///         fault.
/// Output: no message of a Failure or Reject holds a piece of the input.
/// Threads: any number at a time.
[[nodiscard]] Verdict reference_answer(std::string_view op, const nlohmann::json& in);

}  // namespace oauthspec::adapter
