// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "harness/reference/base/error.h"
#include "harness/reference/base/octet_buffer.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth1/base_string_composer.h"
#include "harness/reference/oauth1/body_hash.h"
#include "harness/reference/oauth1/prepared_request.h"
#include "harness/reference/oauth1/sign.h"
#include "harness/reference/oauth1/signature.h"
#include "harness/reference/oauth1/text_with_gaps.h"

namespace oauth::oauth1 {

/// One of many requests to sign, with what no other request has.
struct RequestToSign {
  const message::Request* request = nullptr;
  std::string_view nonce;
  std::string_view timestamp;
};

/// Signs many requests with the same credentials: what is the same in all of them is checked, sorted and encoded once, the key is hashed once,
/// and from the second request of a length on nothing is allocated (by the library; RSA allocates). Gives the same signatures and refusals as
/// sign(), which serves whoever signs one request.
///
/// A buffer five times as long as the longest request stays with the signer.
///
/// Lifetime: views are good until the signer is next used or moved. What create() is given is copied; the backend is used as long as the signer is.
/// Threads:  one at a time; each has a signer of its own.
/// Example:  auto signer = RequestSigner::create(std::move(*key), {.consumer_key = "key", .token = "token", .version = "1.0"});
///           auto field = signer->authorization(request, nonce, timestamp);
/// Spec:     RFC 5849 sections 3.1 and 3.4
class RequestSigner {
 public:
  /// Input:  `parameters`, of which timestamp and nonce are not looked at, for they come with each request; `realm`, for the Authorization
  ///         header field.
  /// Errors: version_unsupported, parameter_duplicated (by `extra`).
  [[nodiscard]] static Result<RequestSigner> create(
      Signer signer, const ProtocolParameters& parameters,
      std::optional<std::string_view> realm = std::nullopt);

  /// Input:  any octets as nonce; `timestamp`, a positive integer.
  /// Errors: those of oauth1::sign() for a request.
  [[nodiscard]] Result<SignatureView> sign(const message::Request& request, std::string_view nonce,
                                           std::string_view timestamp);

  /// Signs, and gives the value of the Authorization header field.
  ///
  /// Errors: those of sign(); header_malformed at a control character in the realm, or where a parameter of `extra` has no name or is named
  ///         realm.
  /// Spec:   RFC 5849 section 3.5.1
  [[nodiscard]] Result<std::string_view> authorization(const message::Request& request,
                                                       std::string_view nonce,
                                                       std::string_view timestamp);

  /// Signs, and gives all parameters to send, the signature last, for another place than the header.
  ///
  /// Errors: those of sign().
  /// Spec:   RFC 5849 sections 3.5.2 and 3.5.3
  [[nodiscard]] Result<message::Parameters> parameters(const message::Request& request,
                                                       std::string_view nonce,
                                                       std::string_view timestamp);

  /// Signs many requests at once, which takes less time for each where the backend hashes several texts side by side.
  ///
  /// Output: as many results, in the same order; what is wrong with one request is said of it alone.
  [[nodiscard]] std::span<const Result<SignatureView>> sign_all(
      std::span<const RequestToSign> requests);

  /// A signer for one request that is sent again and again. Of this signer and of `request` it is independent.
  ///
  /// Errors: those of sign().
  [[nodiscard]] Result<PreparedRequest> prepare(const message::Request& request);

  /// Appends the value of the Authorization header field for a signature that sign() or sign_all() made.
  ///
  /// Errors: those of authorization().
  [[nodiscard]] Result<void> append_authorization(OctetBuffer& out, std::string_view nonce,
                                                  std::string_view timestamp,
                                                  const SignatureView& signature) const;

 private:
  RequestSigner(Signer signer, message::Parameters assigned, bool sends_body_hash,
                std::optional<std::string_view> realm);

  /// Where in buffer_ and signatures_ the texts of a request lie, up to where they end.
  struct Place {
    std::size_t base_string = 0;
    std::size_t body_hash = 0;
    std::size_t end = 0;
    std::size_t signature = 0;
    std::size_t signature_end = 0;
  };

  Result<Place> append_base_string(const RequestToSign& request);
  [[nodiscard]] std::string_view base_string_at(const Place& place) const;
  [[nodiscard]] std::string_view body_hash_at(const Place& place) const;
  void authenticate_all();
  void sign_each();
  void append_signature(Place& place, std::string_view signature);

  Signer signer_;
  message::Parameters assigned_;  // those with a gap without a value
  BaseStringComposer composer_;
  Result<TextWithGaps> authorization_;
  BodyHashText body_hash_;
  OctetBuffer buffer_;
  OctetBuffer signatures_{OctetBuffer::Contents::secret};
  OctetBuffer field_{OctetBuffer::Contents::secret};
  // For many at once.
  std::vector<Result<Place>> places_;
  std::vector<std::string_view> texts_;
  std::vector<crypto::Digest> tags_;
  std::vector<Result<SignatureView>> results_;
};

}  // namespace oauth::oauth1
