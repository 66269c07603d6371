// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/signature_method.h"

#include <array>
#include <cstddef>

namespace oauth::oauth1 {
namespace {

struct Row {
  SignatureMethod method;
  std::string_view name;
  SignatureFamily family;
  crypto::Hash hash;
};

// RFC5849-3.4-1, RFC5849-3.4-3: the three methods of the RFC, then extensions.
constexpr auto kRows = std::to_array<Row>({
    {SignatureMethod::hmac_sha1, "HMAC-SHA1", SignatureFamily::hmac, crypto::Hash::sha1},
    {SignatureMethod::rsa_sha1, "RSA-SHA1", SignatureFamily::rsa, crypto::Hash::sha1},
    {SignatureMethod::plaintext, "PLAINTEXT", SignatureFamily::plaintext, crypto::Hash::sha1},
    // EXT-HMAC-SHA256-1, EXT-HMAC-SHA256-2, EXT-RSA-SHA256-1, EXT-RSA-SHA256-2, EXT-HMAC-SHA512-1,
    // EXT-HMAC-SHA512-2: the same two constructions.
    {SignatureMethod::hmac_sha256, "HMAC-SHA256", SignatureFamily::hmac, crypto::Hash::sha256},
    {SignatureMethod::rsa_sha256, "RSA-SHA256", SignatureFamily::rsa, crypto::Hash::sha256},
    {SignatureMethod::hmac_sha512, "HMAC-SHA512", SignatureFamily::hmac, crypto::Hash::sha512},
});

const Row& row(SignatureMethod method) {
  return kRows.at(static_cast<std::size_t>(method));
}

}  // namespace

std::string_view name(SignatureMethod method) {
  return row(method).name;
}

std::optional<SignatureMethod> signature_method_named(std::string_view text) {
  for (const Row& row : kRows) {
    if (row.name == text) return row.method;
  }
  return std::nullopt;
}

SignatureFamily family(SignatureMethod method) {
  return row(method).family;
}

crypto::Hash hash(SignatureMethod method) {
  return row(method).hash;
}

}  // namespace oauth::oauth1
