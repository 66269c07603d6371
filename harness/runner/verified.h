// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include <nlohmann/json.hpp>

#include "harness/runner/equality.h"

namespace oauthspec::runner {

/// Compares an answer's `out`, as compare() does, where the equality `verified` has to know the vector's `in`, too.
///
/// Input:  `in` is the vector's. For `verified` it has `alg` and `key`, `expected` has `header` and `claims`, and `got` is
///         the JWT.
/// Output: `unknown` where the vector's own key cannot be read: then nothing can be said of the signature.
[[nodiscard]] Comparison compare_out(const vector::Shape& shape, const nlohmann::json& in,
                                     const nlohmann::json& expected, const nlohmann::json& got,
                                     bool reason_codes);

/// What a JWT says, in the form that vectors state it: all claims, and of the header the members that `stated` has.
///
/// Output: nothing where the text is no JWT.
[[nodiscard]] std::optional<nlohmann::json> as_stated(const nlohmann::json& jwt,
                                                      const nlohmann::json& stated);

}  // namespace oauthspec::runner
