// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/reference/crypto/backend.h"

namespace oauthspec::fuzz {

/// OpenSSL, which does not do the same thing twice: the keys of fuzz/input/test_keys.h are parsed once, and what is known of a signature
/// (fuzz/input/verdicts.h) is not asked for. What an oracle and its subject both ask for costs one verification, and none where a mutator has
/// just signed. Each other answer is OpenSSL's.
///
/// Threads: one at a time.
[[nodiscard]] const oauth::crypto::Backend& remembered_crypto();

}  // namespace oauthspec::fuzz
