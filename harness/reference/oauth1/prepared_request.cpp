// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/prepared_request.h"

#include <utility>

namespace oauth::oauth1 {

PreparedRequest::PreparedRequest(Signer signer, TextWithGaps base_string,
                                 Result<TextWithGaps> authorization, std::string_view body_hash)
    : signer_(std::move(signer)),
      base_string_(std::move(base_string)),
      authorization_(std::move(authorization)),
      body_hash_(body_hash),
      not_hashed_(
          family(signer_.method()) == SignatureFamily::hmac ? base_string_.beginning().size() : 0) {
  buffer_.append(base_string_.beginning());
}

Result<SignatureView> PreparedRequest::sign(std::string_view nonce, std::string_view timestamp) {
  // RFC5849-3.3-1
  if (!is_timestamp(timestamp)) return std::unexpected(Error{Errc::timestamp_invalid, 0});
  buffer_.cut(base_string_.beginning().size());
  base_string_.append_rest_to(buffer_, {nonce, timestamp});
  signature_.clear();
  const auto signature = signer_.sign(buffer_.text().substr(not_hashed_), signature_);
  if (!signature) return std::unexpected(signature.error());
  return SignatureView{*signature, buffer_.text(), body_hash_};
}

Result<std::string_view> PreparedRequest::authorization(std::string_view nonce,
                                                        std::string_view timestamp) {
  const auto made = sign(nonce, timestamp);
  if (!made) return std::unexpected(made.error());
  if (!authorization_) return std::unexpected(authorization_.error());
  field_.clear();
  authorization_->append_to(field_, {nonce, timestamp, body_hash_, made->signature});
  return field_.text();
}

}  // namespace oauth::oauth1
