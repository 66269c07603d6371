// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/keys.h"

#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {

template <>
KeyReader reference<KeyReader>() {
  return {
      .read_public = [](std::string_view pem) { return oauth::crypto::openssl().public_key(pem); },
      .read_private =
          [](std::string_view pem) { return oauth::crypto::openssl().private_key(pem); }};
}

}  // namespace oauthspec::fuzz
