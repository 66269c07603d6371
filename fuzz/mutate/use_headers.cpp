// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutate/headers.h"

namespace oauthspec::fuzz {

const Mutator& linked_mutator() {
  return headers_mutator();
}

}  // namespace oauthspec::fuzz
