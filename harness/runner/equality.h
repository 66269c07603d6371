// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include <nlohmann/json.hpp>

#include "harness/vector/op_schema.h"

namespace oauthspec::runner {

/// What came of comparing two values; of two parts the later one here decides.
enum class Match : std::uint8_t {
  equal,
  other_reason,  ///< Equal but for a reject code inside the value.
  unknown,       ///< This runner cannot compare by the equality that the schema states.
  different,
};

/// Whether two values are equal, and where they first differ.
struct Comparison {
  Match match = Match::equal;
  std::string difference;  ///< In one line, printable; empty where they are equal.
};

/// Compares an answer's `out` with the one expected, as vectors/README.md defines each equality.
///
/// Input:  `reason_codes` says whether the adapter uses the suite's reject codes.
[[nodiscard]] Comparison compare(const vector::Shape& shape, const nlohmann::json& expected,
                                 const nlohmann::json& got, bool reason_codes);

}  // namespace oauthspec::runner
