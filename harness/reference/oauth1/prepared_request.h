// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "harness/reference/base/error.h"
#include "harness/reference/base/octet_buffer.h"
#include "harness/reference/oauth1/sign.h"
#include "harness/reference/oauth1/signature.h"
#include "harness/reference/oauth1/text_with_gaps.h"

namespace oauth::oauth1 {

/// A request that is sent again and again, each time with another nonce and timestamp. All else is checked, sorted and encoded once, and of
/// the base string what stands before the nonce is hashed once, so that a signature costs the rest of it. Nothing is allocated from the
/// second signature on (by the library; RSA allocates).
///
/// Lifetime: views are good until it is next used or moved.
/// Threads:  one at a time.
/// Example:  auto prepared = signer.prepare(request);
///           auto field = prepared->authorization(nonce, timestamp);
/// Spec:     RFC 5849 sections 3.1 and 3.4
class PreparedRequest {
 public:
  /// Input:  any octets as nonce; `timestamp`, a positive integer.
  /// Errors: timestamp_invalid; those of Signer::sign().
  [[nodiscard]] Result<SignatureView> sign(std::string_view nonce, std::string_view timestamp);

  /// Signs, and gives the value of the Authorization header field.
  ///
  /// Errors: those of sign(); header_malformed as RequestSigner::authorization() has it.
  /// Spec:   RFC 5849 section 3.5.1
  [[nodiscard]] Result<std::string_view> authorization(std::string_view nonce,
                                                       std::string_view timestamp);

 private:
  friend class RequestSigner;
  PreparedRequest(Signer signer, TextWithGaps base_string, Result<TextWithGaps> authorization,
                  std::string_view body_hash);

  Signer signer_;  // of what follows the base string's beginning, where the method is one of HMAC
  TextWithGaps base_string_;
  Result<TextWithGaps> authorization_;
  std::string body_hash_;
  std::size_t not_hashed_;  // octets of the beginning that signer_ does not ask for
  OctetBuffer buffer_;
  OctetBuffer signature_;  // PLAINTEXT has none: its signature is the key
  OctetBuffer field_{OctetBuffer::Contents::secret};
};

}  // namespace oauth::oauth1
