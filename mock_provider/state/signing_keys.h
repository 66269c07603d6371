// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/reference/crypto/backend.h"

namespace oauthspec::provider {

/// A key that the provider signs with, and what it publishes of it.
struct SigningKey {
  std::string alg;  ///< "RS256", "ES256"
  std::string kid;
  std::shared_ptr<const oauth::crypto::PrivateKey> key;
  nlohmann::json public_jwk;  ///< With alg, kid and use.
};

/// The first signs; all are published.
struct SigningKeys {
  std::vector<SigningKey> keys;

  /// Reads private keys from PEM: RSA signs by RS256 (RFC9068-4-1 asks every server for it), P-256 by ES256.
  ///
  /// Errors: key_invalid, crypto_failed.
  [[nodiscard]] static oauth::Result<SigningKeys> from_pem(const oauth::crypto::Backend& backend,
                                                           const std::vector<std::string>& pems);
};

}  // namespace oauthspec::provider
