// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/reference/crypto/backend.h"

namespace oauthspec::checks {

/// An RSA public key as servers keep it in a file: the PEM of SubjectPublicKeyInfo, with a newline at its end.
///
/// Spec:   RFC 7468 section 13, RFC 3279 section 2.3.1
[[nodiscard]] std::string public_key_pem(const oauth::crypto::RsaNumbers& numbers);

}  // namespace oauthspec::checks
