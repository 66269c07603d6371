// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/reference/base/error.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/message/http.h"
#include "harness/reference/oauth1/signature_method.h"

namespace oauth::oauth1 {

/// The value of oauth_body_hash for a request: the Base64 of the digest of its body, by the hash of
/// its signature method.
///
/// Errors: body_hash_invalid for a form, whose parameters are signed themselves; crypto_failed.
/// Spec:   OAuth Request Body Hash 1.0, draft 4, sections 3.1 and 3.2
[[nodiscard]] Result<std::string> body_hash(const crypto::Backend& backend, SignatureMethod method,
                                            const message::Request& request);

}  // namespace oauth::oauth1
