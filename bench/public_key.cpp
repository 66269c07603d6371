// SPDX-License-Identifier: Apache-2.0
// Signing and verifying with parsed keys by each crypto backend: RSASSA-PKCS1-v1_5 and RSASSA-PSS with 2048 bits, ECDSA on P-256, Ed25519.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <benchmark/benchmark.h>

#include "bench/backend_flags.h"
#include "harness/reference/crypto/backends.h"
#include "harness/reference/crypto/generate_key.h"

namespace oauthspec::bench {
namespace {

using oauth::crypto::Backend;
using oauth::crypto::Hash;
using oauth::crypto::KeyType;
using oauth::crypto::Scheme;

struct Way {
  const char* name;
  KeyType type;
  Scheme scheme;
};
constexpr auto kWays = std::to_array<Way>({{"RS256", KeyType::rsa, Scheme::rsassa_pkcs1},
                                           {"PS256", KeyType::rsa, Scheme::rsassa_pss},
                                           {"ES256", KeyType::p256, Scheme::ecdsa},
                                           {"EdDSA", KeyType::ed25519, Scheme::eddsa}});

/// Made once a run: all backends use the same.
const std::string& key_of(KeyType type) {
  static const std::string rsa(oauth::crypto::generate_key(KeyType::rsa)->reveal());
  static const std::string curve(oauth::crypto::generate_key(KeyType::p256)->reveal());
  static const std::string edwards(oauth::crypto::generate_key(KeyType::ed25519)->reveal());
  if (type == KeyType::rsa) return rsa;
  return type == KeyType::p256 ? curve : edwards;
}

std::string text_of(std::size_t number) {
  return std::to_string(number) + std::string(300, 'a');
}

void sign(benchmark::State& runs, const Backend& backend, const Way& way) {
  const auto key = *backend.private_key(std::string_view(key_of(way.type)));
  std::size_t number = 0;
  for (auto _ : runs) {
    auto signature = key->sign(way.scheme, Hash::sha256, text_of(++number));
    benchmark::DoNotOptimize(signature);
  }
}

void verify(benchmark::State& runs, const Backend& backend, const Way& way) {
  const auto signer = *oauth::crypto::openssl().private_key(std::string_view(key_of(way.type)));
  const auto key = *backend.public_key(*signer->public_numbers());
  constexpr std::size_t kTexts = 64;
  std::vector<std::string> signatures;
  signatures.reserve(kTexts);
  for (std::size_t i = 0; i < kTexts; ++i)
    signatures.push_back(*signer->sign(way.scheme, Hash::sha256, text_of(i)));
  std::size_t next = 0;
  for (auto _ : runs) {
    if (!key->verify(way.scheme, Hash::sha256, text_of(next), signatures[next])) {
      runs.SkipWithError("a right signature is refused");
      break;
    }
    next = (next + 1) % kTexts;
  }
}

/// The variants of OpenSSL differ in HMAC alone.
bool is_variant(const Backend& backend) {
  return backend.name().starts_with("openssl-");
}

void register_all() {
  for (const Way& way : kWays) {
    for (const auto& one : oauth::crypto::built_backends()) {
      const Backend& backend = *one.backend;
      if (is_variant(backend) || !backend.private_key(std::string_view(key_of(way.type)))) continue;
      const std::string name = std::string("/") + way.name + '/' + std::string(backend.name());
      benchmark::RegisterBenchmark(("sign" + name).c_str(), [&backend, &way](auto& runs) {
        sign(runs, backend, way);
      })->Unit(benchmark::kMicrosecond);
      benchmark::RegisterBenchmark(("verify" + name).c_str(), [&backend, &way](auto& runs) {
        verify(runs, backend, way);
      })->Unit(benchmark::kMicrosecond);
    }
  }
}

}  // namespace
}  // namespace oauthspec::bench

int main(int argc, char** argv) {
  using namespace oauthspec::bench;
  return run_by_backend(argc, argv, register_all);
}
