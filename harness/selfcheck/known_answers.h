// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "harness/vector/load.h"
#include "harness/vector/suite.h"

namespace oauthspec::selfcheck {

/// What an answer shows beside being right.
enum class Carries : std::uint8_t { nothing, utf8, octets };

/// A question whose answer every implementation of the op gets right, unless its adapter is wrong.
struct KnownAnswer {
  vector::Suite suite;  ///< Its name and op only.
  vector::Test test;
  Carries carries = Carries::nothing;
};

/// All of known_answers.json, which is part of the program: plain questions, most of them examples of the RFCs, for each
/// op at least one. Some are named vectors; those that `library` does not have are left out, and ops that it has no schema of.
[[nodiscard]] std::vector<KnownAnswer> known_answers(const vector::Library& library);

}  // namespace oauthspec::selfcheck
