// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>

#include "fuzz/differential/compare.h"

namespace oauthspec::fuzz {

/// A smaller input with a difference of the same kind: first as near to the base's as can be, then with shorter texts and lists.
///
/// Input:  `budget` questions at most are asked.
/// Errors: the adapter cannot be used any longer.
[[nodiscard]] std::expected<Difference, adapter::StartProblem> shrink(Difference difference,
                                                                      Comparison& comparison,
                                                                      std::size_t budget);

}  // namespace oauthspec::fuzz
