// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>
#include <vector>

#include "harness/reference/crypto/backend.h"

namespace oauthspec::fuzz {

/// A crypto library that stands beside another one.
struct OtherLibrary {
  const oauth::crypto::Backend* backend = nullptr;
  std::vector<std::string_view>
      lacks;  ///< "HMAC-SHA1", "RSA", "RSA-PSS", "ECDSA", "EdDSA" and so on.
};

/// A crypto library, and others. Each is held against OpenSSL, and OpenSSL against itself, computed a second time.
struct SigningLibrary {
  const oauth::crypto::Backend* backend = nullptr;
  std::vector<OtherLibrary> others;
};

/// Input:      the name of a JWA algorithm, "SHA1" and such for a digest, or "HS1" for HMAC with SHA-1; a key for HMAC; a text, whose first two octets say
///             which bit is turned round.
/// Properties: a tag is that of RFC 2104, of the key hashed where it is longer than a block; what a key signs it verifies, and so does the other library;
///             with a bit of the text or of the signature turned round, an octet more or less, another hash or another scheme it does not; digests, tags
///             and the signatures by Ed25519 and RSASSA-PKCS1-v1_5 are the other library's to the bit. The keys are those of fuzz/input.
///             An input is put to one of the libraries; what a library lacks it refuses.
/// Spec:       RFC 2104 section 2; RFC 7518 sections 3.2 to 3.5; RFC 8037 section 3.1
void check_signing(const SigningLibrary& library, std::string_view input);

}  // namespace oauthspec::fuzz
