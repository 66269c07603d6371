// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <vector>

#include "harness/reference/crypto/backend.h"

namespace oauthspec::checks {

/// The two keys on P-256 that RFC 7517 appendix A.2 and RFC 7515 appendix A.3.1 have as examples. Everybody knows them: no server takes
/// them for anybody's, and proofs of possession need no more.
///
/// Errors: empty where the backend does not take them.
[[nodiscard]] std::vector<std::shared_ptr<const oauth::crypto::PrivateKey>> example_keys(
    const oauth::crypto::Backend& backend);

/// The same as JSON Web Keys.
[[nodiscard]] const std::vector<const char*>& example_jwks();

}  // namespace oauthspec::checks
