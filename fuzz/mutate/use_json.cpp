// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutate/json.h"

namespace oauthspec::fuzz {

const Mutator& linked_mutator() {
  return json_mutator();
}

}  // namespace oauthspec::fuzz
