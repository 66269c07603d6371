// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "harness/result/result.h"

namespace oauthspec::result {

/// Takes secrets and tokens out of a result, in such a way that what differed still differs.
///
/// Input:  `op_schema` is that of the result's op.
/// Output: masked are values that the schema marks as `"sensitive": true`, in `in` and `out`; parameters and members whose
///         names say so; in any text what named_secrets() finds. Those of four octets and more are masked wherever
///         else they stand in `sent`, `expected`, `got`, `message` and `stderr_text`, too. How is written in secrets.h.
[[nodiscard]] Result masked(Result result, const nlohmann::json& op_schema);

}  // namespace oauthspec::result
