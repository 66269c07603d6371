// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/jose/algorithm.h"

#include <algorithm>
#include <array>

namespace oauth::jose {
namespace {

using crypto::Hash;
using crypto::KeyType;
using crypto::Scheme;

constexpr std::array kAlgorithms{
    Algorithm{"HS256", std::nullopt, Hash::sha256},
    Algorithm{"HS384", std::nullopt, Hash::sha384},
    Algorithm{"HS512", std::nullopt, Hash::sha512},
    Algorithm{"RS256", Scheme::rsassa_pkcs1, Hash::sha256, KeyType::rsa},
    Algorithm{"RS384", Scheme::rsassa_pkcs1, Hash::sha384, KeyType::rsa},
    Algorithm{"RS512", Scheme::rsassa_pkcs1, Hash::sha512, KeyType::rsa},
    Algorithm{"PS256", Scheme::rsassa_pss, Hash::sha256, KeyType::rsa},
    Algorithm{"PS384", Scheme::rsassa_pss, Hash::sha384, KeyType::rsa},
    Algorithm{"PS512", Scheme::rsassa_pss, Hash::sha512, KeyType::rsa},
    Algorithm{"ES256", Scheme::ecdsa, Hash::sha256, KeyType::p256},
    Algorithm{"ES384", Scheme::ecdsa, Hash::sha384, KeyType::p384},
    Algorithm{"ES512", Scheme::ecdsa, Hash::sha512, KeyType::p521},
    Algorithm{"EdDSA", Scheme::eddsa, Hash::sha512, KeyType::ed25519},
};

}  // namespace

const Algorithm* algorithm_named(std::string_view name) {
  const auto* const found = std::ranges::find(kAlgorithms, name, &Algorithm::name);
  return found == kAlgorithms.end() ? nullptr : found;
}

}  // namespace oauth::jose
