// SPDX-License-Identifier: Apache-2.0
#include "fuzz/subjects/test_key_ring.h"

#include <memory>

#include <nlohmann/json.hpp>

#include "fuzz/input/test_keys.h"
#include "fuzz/oracle/remembered_crypto.h"
#include "harness/reference/jose/jwk.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;
namespace jose = oauth::jose;
namespace crypto = oauth::crypto;

ParsedTestKey parsed(const TestKey& key) {
  const json jwk = json::parse(key.jwk);
  const jose::Algorithm* const algorithm = jose::algorithm_named(key.alg);
  if (algorithm->is_mac()) {
    const oauth::Secret secret = jose::symmetric_key(jwk).value();
    return {algorithm, secret, secret};
  }
  const crypto::KeyNumbers numbers = jose::key_numbers(jwk).value();
  const crypto::Backend& backend = remembered_crypto();
  return {algorithm,
          std::shared_ptr<const crypto::PrivateKey>(backend.private_key(numbers).value()),
          std::shared_ptr<const crypto::PublicKey>(backend.public_key(numbers).value())};
}

}  // namespace

const std::vector<ParsedTestKey>& test_key_ring() {
  static const std::vector<ParsedTestKey> ring = [] {
    std::vector<ParsedTestKey> keys;
    for (const TestKey& key : kTestKeys) keys.push_back(parsed(key));
    return keys;
  }();
  return ring;
}

}  // namespace oauthspec::fuzz
