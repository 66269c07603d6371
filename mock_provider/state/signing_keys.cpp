// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/state/signing_keys.h"

#include <utility>

#include "harness/reference/jose/jwk.h"

namespace oauthspec::provider {
namespace {

using oauth::Errc;
using oauth::Error;

oauth::Result<SigningKey> read(const oauth::crypto::Backend& backend, const std::string& pem) {
  auto key = backend.private_key(pem);
  if (!key) {
    return std::unexpected(key.error());
  }
  const bool rsa = (*key)->type() == oauth::crypto::KeyType::rsa;
  if (!rsa && (*key)->type() != oauth::crypto::KeyType::p256) {
    return std::unexpected(Error{Errc::key_invalid, 0});
  }
  const auto numbers = (*key)->public_numbers();
  if (!numbers) {
    return std::unexpected(numbers.error());
  }
  nlohmann::json jwk = oauth::jose::public_jwk(*numbers);
  auto kid = oauth::jose::thumbprint(backend, jwk);
  if (!kid) {
    return std::unexpected(kid.error());
  }
  const std::string alg = rsa ? "RS256" : "ES256";
  jwk["alg"] = alg;
  jwk["kid"] = *kid;
  jwk["use"] = "sig";
  return SigningKey{alg, *std::move(kid), *std::move(key), std::move(jwk)};
}

}  // namespace

oauth::Result<SigningKeys> SigningKeys::from_pem(const oauth::crypto::Backend& backend,
                                                 const std::vector<std::string>& pems) {
  SigningKeys keys;
  for (const std::string& pem : pems) {
    auto key = read(backend, pem);
    if (!key) {
      return std::unexpected(key.error());
    }
    keys.keys.push_back(*std::move(key));
  }
  return keys;
}

}  // namespace oauthspec::provider
