// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/signing.h"

#include "fuzz/subjects/reference.h"
#include "harness/reference/crypto/backends.h"

namespace oauthspec::fuzz {

template <>
SigningLibrary reference<SigningLibrary>() {
  SigningLibrary library{.backend = &oauth::crypto::openssl(), .others = {}};
  for (const oauth::crypto::BuiltBackend& built : oauth::crypto::built_backends()) {
    if (built.backend != library.backend) library.others.push_back({built.backend, built.lacks});
  }
  return library;
}

}  // namespace oauthspec::fuzz
