// SPDX-License-Identifier: Apache-2.0
#include <string>

#include <openssl/crypto.h>

#include "harness/reference/crypto/built_backends.h"
#include "harness/reference/crypto/openssl_variants.h"

namespace oauth::crypto {
namespace {

/// The processor's features as OpenSSL uses them, which OPENSSL_ia32cap can take away: the words of its CPU information after the first are that
/// of leaf 7.
std::string used_features() {
  const char* const info = OpenSSL_version(OPENSSL_CPU_INFO);
  const std::string text = info == nullptr ? "" : info;
  const std::size_t colon = text.find(":0x", text.find("ia32cap="));
  if (colon == std::string::npos) return "";
  constexpr unsigned kShaBit = 29;
  const std::size_t digits = colon + 3;
  const unsigned long long leaf_7 = std::strtoull(text.c_str() + digits, nullptr, 16);
  return ((leaf_7 >> kShaBit) & 1U) != 0 ? "SHA-NI" : "";
}

}  // namespace

std::vector<BuiltBackend> built_openssl() {
  const BuiltBackend first{&openssl(),   "OpenSSL",       OpenSSL_version(OPENSSL_VERSION_STRING),
                           "Apache-2.0", used_features(), {}};
  std::vector<BuiltBackend> built{first};
  for (const Backend* variant : openssl_variants()) {
    built.push_back(first);
    built.back().backend = variant;
  }
  return built;
}

}  // namespace oauth::crypto
