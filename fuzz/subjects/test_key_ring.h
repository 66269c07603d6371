// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "harness/reference/jose/jws.h"

namespace oauthspec::fuzz {

/// A key of fuzz/input/test_keys.h, parsed.
struct ParsedTestKey {
  const oauth::jose::Algorithm* algorithm;
  oauth::jose::SigningKey signing;
  oauth::jose::VerificationKey verification;
};

/// All of them, in their order, parsed once.
[[nodiscard]] const std::vector<ParsedTestKey>& test_key_ring();

}  // namespace oauthspec::fuzz
