// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutate/jwt.h"

namespace oauthspec::fuzz {

const Mutator& linked_mutator() {
  return jwt_mutator();
}

}  // namespace oauthspec::fuzz
