// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fuzz/mutate/mutator.h"

namespace oauthspec::fuzz {

/// Changes HTTP messages, as fuzz/input/http_text.h has them: the method or status, the query and a form body as the mutator of parameters does, header
/// fields added, left out, put twice, moved, of another name or case, and values by the grammar of RFC 7235: commas, quotation marks,
/// schemes.
[[nodiscard]] const Mutator& headers_mutator();

}  // namespace oauthspec::fuzz
