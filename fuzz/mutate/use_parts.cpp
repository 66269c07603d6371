// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutate/parts.h"

namespace oauthspec::fuzz {

const Mutator& linked_mutator() {
  return parts_mutator();
}

}  // namespace oauthspec::fuzz
