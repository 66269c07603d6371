// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/body_hash.h"

namespace oauth::oauth1 {

Result<crypto::Digest> body_digest(const crypto::Backend& backend, SignatureMethod method,
                                   const message::Request& request) {
  // EXT-body-hash-3, EXT-body-hash-7: a form's parameters are signed themselves.
  if (message::has_form_content_type(request.headers))
    return std::unexpected(Error{Errc::body_hash_invalid, 0});
  // EXT-body-hash-1, EXT-body-hash-2, EXT-body-hash-9: of the method's hash, and of no body too.
  return backend.digest(hash(method), request.body);
}

Result<std::string> body_hash(const crypto::Backend& backend, SignatureMethod method,
                              const message::Request& request) {
  const auto digest = body_digest(backend, method, request);
  if (!digest) return std::unexpected(digest.error());
  return codec::base64_encode(digest->octets());
}

Result<void> BodyHashText::set(const crypto::Backend& backend, SignatureMethod method,
                               const message::Request& request) {
  const auto digest = body_digest(backend, method, request);
  if (!digest) return std::unexpected(digest.error());
  const char* const end = codec::write_base64(text_.data(), digest->octets());
  size_ = static_cast<std::size_t>(end - text_.data());
  return {};
}

}  // namespace oauth::oauth1
