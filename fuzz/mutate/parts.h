// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fuzz/mutate/mutator.h"

namespace oauthspec::fuzz {

/// Changes inputs of several parts, as fuzz/input/parts.h has them, each by what it looks like: a number, JSON, a form, an HTTP message whose
/// body is one of these, or another text. Parts are also put twice, left out, and change their places. What is compared stands in two
/// parts, or in two members of one: so a word takes the place of another, or is changed wherever it stands.
[[nodiscard]] const Mutator& parts_mutator();

}  // namespace oauthspec::fuzz
