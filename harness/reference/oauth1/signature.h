// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "harness/reference/base/error.h"
#include "harness/reference/base/octet_buffer.h"
#include "harness/reference/base/secret.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/oauth1/signature_method.h"

namespace oauth::oauth1 {

/// The key of HMAC, and the whole signature of PLAINTEXT: both secrets, encoded, with "&" between
/// them.
///
/// Spec:   RFC 5849 sections 3.4.2 and 3.4.4
[[nodiscard]] Secret shared_key(std::string_view client_secret, std::string_view token_secret);

/// Signs base strings with one set of credentials. The key's state is kept: signing many requests
/// hashes the key once.
///
/// Threads: one at a time.
/// Spec:    RFC 5849 section 3.4
class Signer {
 public:
  /// For HMAC and PLAINTEXT. `token_secret` is empty where there is no token.
  /// Errors: signature_method_unsupported for an RSA method, crypto_failed.
  [[nodiscard]] static Result<Signer> with_secrets(const crypto::Backend& backend,
                                                   SignatureMethod method,
                                                   std::string_view client_secret,
                                                   std::string_view token_secret);

  /// For RSA. No secret takes part.
  /// Errors: signature_method_unsupported for any other method.
  [[nodiscard]] static Result<Signer> with_private_key(
      const crypto::Backend& backend, SignatureMethod method,
      std::shared_ptr<const crypto::PrivateKey> key);

  [[nodiscard]] SignatureMethod method() const { return method_; }
  [[nodiscard]] const crypto::Backend& backend() const { return *backend_; }

  /// The value of oauth_signature, not percent-encoded. PLAINTEXT looks at no base string.
  /// Errors: key_invalid, crypto_failed.
  [[nodiscard]] Result<std::string> sign(std::string_view base_string);

  /// The same without an allocation, but for RSA: appended to `room`, which must not hold the base string, or where PLAINTEXT has it, in the key.
  /// Errors: those of sign().
  [[nodiscard]] Result<std::string_view> sign(std::string_view base_string, OctetBuffer& room);

  /// The tags over many base strings, which take less time together where the backend hashes several side by side.
  ///
  /// Input:  as many tags as base strings; a method of HMAC.
  /// Errors: signature_method_unsupported for any other, crypto_failed.
  [[nodiscard]] Result<void> authenticate_all(std::span<const std::string_view> base_strings,
                                              std::span<crypto::Digest> tags);

  /// A signer, independent of this one, of base strings that all begin with `prefix`. Where the method is one of HMAC, the prefix is hashed
  /// here, once, and the signer is given what follows; else it is given whole base strings.
  ///
  /// Errors: crypto_failed.
  [[nodiscard]] Result<Signer> with_prefix(std::string_view prefix) const;

 private:
  using Key = std::variant<Secret, std::unique_ptr<crypto::MacKey>,
                           std::shared_ptr<const crypto::PrivateKey>>;

  Signer(const crypto::Backend& backend, SignatureMethod method, Key key)
      : backend_(&backend), method_(method), key_(std::move(key)) {}

  const crypto::Backend* backend_;
  SignatureMethod method_;
  Key key_;
};

/// Whether `signature`, the decoded value of oauth_signature, is that of the base string under the
/// secrets. Takes the same time wherever a wrong signature differs.
///
/// Errors: signature_method_unsupported for an RSA method, crypto_failed.
/// Spec:   RFC 5849 section 3.2
[[nodiscard]] Result<bool> verify_with_secrets(
    const crypto::Backend& backend, SignatureMethod method, std::string_view client_secret,
    std::string_view token_secret, std::string_view base_string, std::string_view signature);

/// Whether `signature`, the decoded value of oauth_signature, is the key's over the base string.
///
/// Errors: signature_method_unsupported for any method but RSA's, key_invalid for a key that is none of RSA's.
/// Spec:   RFC 5849 section 3.4.3
[[nodiscard]] Result<bool> verify_with_public_key(SignatureMethod method,
                                                  const crypto::PublicKey& key,
                                                  std::string_view base_string,
                                                  std::string_view signature);

}  // namespace oauth::oauth1
