// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth1/functions.h"

namespace oauthspec::defects::oauth1 {

const Functions& sound() {
  static const Functions kSound = [] {
    Functions library{};
    put_base_string_functions(library);
    put_signing_functions(library);
    put_verifying_functions(library);
    put_credentials_functions(library);
    return library;
  }();
  return kSound;
}

std::unexpected<Error> refuse(Errc code) {
  return std::unexpected(Error{code, 0});
}

}  // namespace oauthspec::defects::oauth1
