// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/crypto/backends.h"

#include <algorithm>
#include <array>

#if defined(__x86_64__) || defined(__i386__)
#include <cpuid.h>
#endif

#include "harness/reference/crypto/built_backends.h"

namespace oauth::crypto {
namespace {

constexpr auto kAbilities = std::to_array<std::string_view>(
    {"HMAC-SHA1", "HMAC-SHA256", "HMAC-SHA384", "HMAC-SHA512", "RSA", "RSA-PSS", "ECDSA", "EdDSA"});

std::vector<BuiltBackend> all() {
  std::vector<BuiltBackend> built = built_openssl();
#ifdef OAUTHSPEC_BACKEND_BOTAN
  built.push_back(built_botan());
#endif
#ifdef OAUTHSPEC_BACKEND_NETTLE
  built.push_back(built_nettle());
#endif
#ifdef OAUTHSPEC_BACKEND_LIBGCRYPT
  built.push_back(built_libgcrypt());
#endif
#ifdef OAUTHSPEC_BACKEND_MBEDTLS
  built.push_back(built_mbedtls());
#endif
#ifdef OAUTHSPEC_BACKEND_GNUTLS
  built.push_back(built_gnutls());
#endif
#ifdef OAUTHSPEC_BACKEND_LIBSODIUM
  built.push_back(built_libsodium());
#endif
#ifdef OAUTHSPEC_BACKEND_IPSEC_MB
  built.push_back(built_ipsec_mb());
#endif
  return built;
}

struct Leaf7 {
  unsigned ebx = 0, ecx = 0;
};

/// What the processor says of its newer instructions; nothing on one that is no x86.
Leaf7 leaf_7() {
  Leaf7 leaf;
#if defined(__x86_64__) || defined(__i386__)
  unsigned eax = 0;
  unsigned edx = 0;
  if (__get_cpuid_count(7, 0, &eax, &leaf.ebx, &leaf.ecx, &edx) == 0) return {};
#endif
  return leaf;
}

bool has_bit(unsigned word, unsigned bit) {
  return ((word >> bit) & 1U) != 0;
}

}  // namespace

std::span<const std::string_view> all_abilities() {
  return kAbilities;
}

const std::vector<BuiltBackend>& built_backends() {
  static const std::vector<BuiltBackend> built = all();
  return built;
}

const BuiltBackend* find_backend(std::string_view name) {
  const auto& built = built_backends();
  const auto found =
      std::ranges::find(built, name, [](const BuiltBackend& one) { return one.backend->name(); });
  return found == built.end() ? nullptr : &*found;
}

bool has_sha_instructions() {
  constexpr unsigned kShaBit = 29;
  return has_bit(leaf_7().ebx, kShaBit);
}

std::string processor_features() {
  const Leaf7 leaf = leaf_7();
  const std::array<std::pair<bool, std::string_view>, 4> features{
      {{has_sha_instructions(), "SHA-NI"},
       {has_bit(leaf.ebx, 5), "AVX2"},
       {has_bit(leaf.ebx, 16), "AVX-512F"},
       {has_bit(leaf.ecx, 6), "AVX-512 VBMI2"}}};
  std::string text;
  for (const auto& [there, name] : features) {
    if (there) text.append(text.empty() ? "" : ", ").append(name);
  }
  return text;
}

}  // namespace oauth::crypto
