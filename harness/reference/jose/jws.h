// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include <nlohmann/json.hpp>

#include "harness/reference/base/error.h"
#include "harness/reference/base/secret.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/jose/algorithm.h"

namespace oauth::jose {

/// What signs: the secret of an HMAC, or a private key.
using SigningKey = std::variant<Secret, std::shared_ptr<const crypto::PrivateKey>>;

/// What verifies: the secret of an HMAC, or a public key.
using VerificationKey = std::variant<Secret, std::shared_ptr<const crypto::PublicKey>>;

/// A JSON Web Signature that was taken apart and not yet verified.
struct Jws {
  nlohmann::json header;      ///< An object; its `alg` is a string.
  std::string payload;        ///< As octets.
  std::string signing_input;  ///< What was signed: header and payload as they were written.
  std::string signature;      ///< As octets.

  [[nodiscard]] std::string_view alg() const {
    return header.at("alg").get_ref<const std::string&>();
  }
};

/// Takes a compact serialization apart.
///
/// Errors: too_large (more than 1 MiB), jws_malformed (other than three parts in base64url), jose_header_invalid (the
///         header is no JSON object, names a member twice, has no `alg` that is a string, or a `kid` that is none),
///         critical_unsupported (`crit` is there: this library understands no extension).
/// Spec:   RFC 7515 sections 4 and 5.2
[[nodiscard]] Result<Jws> parse_jws(std::string_view compact);

/// Signs and writes a compact serialization.
///
/// Input:  `header` has the algorithm's name as `alg`.
/// Errors: algorithm_unsupported (no `alg`, or one that is not known), key_invalid (not of the algorithm's kind, or too
///         short for it), utf8_invalid (in the header), crypto_failed.
/// Spec:   RFC 7515 section 5.1
[[nodiscard]] Result<std::string> sign_jws(const crypto::Backend& backend,
                                           const nlohmann::json& header, std::string_view payload,
                                           const SigningKey& key);

/// Verifies the signature by an algorithm that the caller allows: what the header says is not trusted, only compared.
///
/// Errors: algorithm_unsupported (the header's alg is another one), key_invalid (the key is not of the algorithm's kind,
///         or too short for it), signature_invalid, crypto_failed.
/// Spec:   RFC 7515 section 5.2; RFC 7518 section 3
[[nodiscard]] Result<void> verify_jws(const crypto::Backend& backend, const Jws& jws,
                                      const Algorithm& algorithm, const VerificationKey& key);

}  // namespace oauth::jose
