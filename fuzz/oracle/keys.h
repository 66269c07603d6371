// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string_view>

#include "harness/reference/crypto/backend.h"

namespace oauthspec::fuzz {

/// What reads the keys of strangers. A function that is null is not offered, and not asked for.
struct KeyReader {
  oauth::Result<std::unique_ptr<oauth::crypto::PublicKey>> (*read_public)(std::string_view pem) =
      nullptr;
  oauth::Result<std::unique_ptr<oauth::crypto::PrivateKey>> (*read_private)(std::string_view pem) =
      nullptr;
};

/// Input:      PEM; or a label, "PUBLIC KEY", and DER that is armoured with it.
/// Properties: a public key that is read has an RSA modulus that is odd and of 16384 bits at most, an exponent that is odd and above 1, coordinates as long as
///             the curve's field; it is made anew of its numbers, which are then the same; it verifies no signature of zeros, but for an Ed25519 key;
///             a private key is not read as a public one. What a private key on a curve signs its public half verifies.
/// Spec:       RFC 7468; RFC 8017 section 3.1; RFC 7518 sections 6.2.1.2 and 6.3.1; RFC 5480 section 2.2
void check_keys(const KeyReader& reader, std::string_view input);

}  // namespace oauthspec::fuzz
