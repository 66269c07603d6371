// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/runner/judge.h"
#include "harness/vector/op_schema.h"

namespace oauthspec::selfcheck {

/// Which slip in handing `in` over would make a right library give a wrong answer.
///
/// Input:  `got` is the answer's `out`; `reference` is asked what comes of each slip: a member that is empty, null or left out,
///         encoded, decoded, or swapped with another one; UTF-8 that is read as Latin-1.
/// Output: "as if /token/secret were empty"; nothing where no slip explains the answer, or more than two do.
/// Threads: one at a time for each `schema`.
[[nodiscard]] std::optional<std::string> explain(std::string_view op, const nlohmann::json& in,
                                                 const nlohmann::json& got,
                                                 const vector::OpSchema& schema,
                                                 const runner::ReferenceFunction& reference);

}  // namespace oauthspec::selfcheck
