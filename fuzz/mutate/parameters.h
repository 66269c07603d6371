// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fuzz/mutate/mutator.h"

namespace oauthspec::fuzz {

/// Changes forms and queries, "a=1&b=2": pairs are added, left out, put twice, moved; names and values become other ones of OAuth, or such as have
/// broken readers; escapes are doubled, undone, cut short, or change case.
[[nodiscard]] const Mutator& parameters_mutator();

}  // namespace oauthspec::fuzz
