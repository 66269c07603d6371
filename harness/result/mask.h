// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "harness/result/result.h"

namespace oauthspec::result {

/// What stands in the place of a secret.
inline constexpr const char* kMask = "***";

/// Takes secrets and tokens out of a result.
///
/// Input:  `op_schema` is that of the result's op, whose `"sensitive": true` marks them in `in` and `out`.
/// Output: the members that are marked hold the mask, but for empty text, which hides nothing. Four octets and more of a
///         secret are masked wherever they stand in `sent`, `expected`, `got`, `message` and `stderr_text`: as they are, percent-encoded
///         once or twice, form-encoded, in Base64, escaped for print. Where people read cut texts, in `message` and `stderr_text`,
///         pieces of eight octets are masked too.
[[nodiscard]] Result masked(Result result, const nlohmann::json& op_schema);

}  // namespace oauthspec::result
