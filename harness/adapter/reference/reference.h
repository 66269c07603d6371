// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/adapter/protocol.h"
#include "harness/reference/crypto/backend.h"

/// The reference implementation behind the adapter protocol, in process. It is driven as any other
/// library is: by an op and its `in`, and it never sees what a test expects.
namespace oauthspec::adapter {

/// What the reference says of itself.
///
/// Input: what its crypto library lacks, by the names of crypto::all_abilities(): the features that need it are left out.
[[nodiscard]] Hello reference_hello(std::span<const std::string_view> lacking = {});

/// Answers one op.
///
/// Input:  `in` as the op's schema has it; anything else is a Failure, since then the caller is at
///         fault.
/// Output: no message of a Failure or Reject holds a piece of the input.
/// Threads: any number at a time.
[[nodiscard]] Verdict reference_answer(std::string_view op, const nlohmann::json& in);

/// The same by another crypto library than OpenSSL.
///
/// Output: Skip where the library lacks what the answer would need.
[[nodiscard]] Verdict reference_answer_by(const oauth::crypto::Backend& backend,
                                          std::string_view op, const nlohmann::json& in);

}  // namespace oauthspec::adapter
