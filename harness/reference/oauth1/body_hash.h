// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "harness/reference/base/error.h"
#include "harness/reference/codec/base64.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/message/http.h"
#include "harness/reference/oauth1/signature_method.h"

namespace oauth::oauth1 {

/// The digest of a request's body, by the hash of its signature method.
///
/// Errors: those of body_hash().
/// Spec:   OAuth Request Body Hash 1.0, draft 4, section 3.2
[[nodiscard]] Result<crypto::Digest> body_digest(const crypto::Backend& backend,
                                                 SignatureMethod method,
                                                 const message::Request& request);

/// The value of oauth_body_hash for a request: the Base64 of the digest of its body, by the hash of
/// its signature method.
///
/// Errors: body_hash_invalid for a form, whose parameters are signed themselves; crypto_failed.
/// Spec:   OAuth Request Body Hash 1.0, draft 4, sections 3.1 and 3.2
[[nodiscard]] Result<std::string> body_hash(const crypto::Backend& backend, SignatureMethod method,
                                            const message::Request& request);

/// The value of one oauth_body_hash after another, without an allocation.
class BodyHashText {
 public:
  /// Errors: those of body_hash().
  [[nodiscard]] Result<void> set(const crypto::Backend& backend, SignatureMethod method,
                                 const message::Request& request);
  [[nodiscard]] std::string_view text() const { return {text_.data(), size_}; }

 private:
  std::array<char, codec::base64_room(crypto::digest_octets(crypto::Hash::sha512))> text_{};
  std::size_t size_ = 0;
};

}  // namespace oauth::oauth1
