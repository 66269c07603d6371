// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

#include "harness/reference/crypto/backend.h"

namespace oauthspec::fuzz {

/// A key that sequences sign proofs with, by ES256: one of fuzz/input/test_keys.h, or a stranger's. It signs each text once, since the sequences
/// that an engine makes of one another ask for the same proofs, and its signatures are known to be right (fuzz/input/verdicts.h): to sign and
/// verify takes longer than most sequences.
///
/// Threads: one at a time.
[[nodiscard]] const std::shared_ptr<const oauth::crypto::PrivateKey>& proof_key(bool other);

}  // namespace oauthspec::fuzz
