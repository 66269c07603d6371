// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutate/sequence.h"

namespace oauthspec::fuzz {

const Mutator& linked_mutator() {
  return sequence_mutator();
}

}  // namespace oauthspec::fuzz
