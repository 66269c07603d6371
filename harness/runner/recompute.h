// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <variant>

#include <nlohmann/json.hpp>

#include "harness/result/result.h"
#include "harness/runner/judge.h"
#include "harness/vector/op_schema.h"
#include "harness/vector/suite.h"

/// Expected values for what a library chose itself. A part of judge.h.
namespace oauthspec::runner {

/// The library chose what the vector holds; its own expected value stands.
struct NothingChosen {};

/// What the library's choice gives in place of one outcome's expected value.
struct Recomputed {
  std::size_t outcome = 0;  ///< Index into the test's outcomes.
  nlohmann::json value;
};

/// The answer cannot be held against any value.
struct NotComparable {
  result::Status status = result::Status::error;
  std::string message;
};

using Recomputation = std::variant<NothingChosen, Recomputed, NotComparable>;

/// Recomputes the expected value for `actual`, what the library says it chose.
///
/// Output: NotComparable with `error` where the library chose what it may not, with `skip` where its url is another one,
///         with `inconclusive` where the reference does not give the vector's own value, or none for the choice.
[[nodiscard]] Recomputation recompute(const vector::Test& test, const vector::OpSchema& schema,
                                      const std::map<std::string, nlohmann::json>& actual,
                                      const ReferenceFunction& reference);

}  // namespace oauthspec::runner
