// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/signing.h"

#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {

template <>
SigningLibrary reference<SigningLibrary>() {
  return {.backend = &oauth::crypto::openssl()};
}

}  // namespace oauthspec::fuzz
