// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fuzz/mutate/mutator.h"

namespace oauthspec::fuzz {

/// Changes JSON texts, bare or as the body of a message of fuzz/input/http_text.h: members are added, left out, put twice, renamed; values become
/// such as are of another type, or have broken readers ("3600", 1e99, null); strings get escapes and octets of no UTF-8; values are put
/// inside each other.
[[nodiscard]] const Mutator& json_mutator();

}  // namespace oauthspec::fuzz
