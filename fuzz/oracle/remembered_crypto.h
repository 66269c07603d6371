// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/reference/crypto/backend.h"

namespace oauthspec::fuzz {

/// OpenSSL, which does not do the same thing twice: the keys of fuzz/input/test_keys.h are parsed once, and what a key said of a signature last is
/// remembered. What an oracle and its subject both ask for costs one verification. Each answer is OpenSSL's.
///
/// Threads: one at a time.
[[nodiscard]] const oauth::crypto::Backend& remembered_crypto();

}  // namespace oauthspec::fuzz
