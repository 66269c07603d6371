// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutate/parameters.h"

namespace oauthspec::fuzz {

const Mutator& linked_mutator() {
  return parameters_mutator();
}

}  // namespace oauthspec::fuzz
