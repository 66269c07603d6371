// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fuzz/mutate/mutator.h"

namespace oauthspec::fuzz {

/// Changes sequences of requests (input/steps.h) as an attacker would: a step is left out, done twice, before its time or later; a
/// parameter is left out, said twice, or gets a value from elsewhere in the sequence or a hostile one; somebody else asks.
/// Crossing puts steps of one sequence among those of another.
[[nodiscard]] const Mutator& sequence_mutator();

}  // namespace oauthspec::fuzz
