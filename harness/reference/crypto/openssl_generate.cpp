// SPDX-License-Identifier: Apache-2.0
#include <string_view>

#include <openssl/pem.h>
#include <openssl/rsa.h>

#include "harness/reference/crypto/generate_key.h"
#include "harness/reference/crypto/openssl_handles.h"

namespace oauth::crypto {
namespace {

constexpr int kRsaBits = 2048;

Key generate(KeyType type) {
  switch (type) {
    case KeyType::rsa:
      return Key(EVP_RSA_gen(kRsaBits));
    case KeyType::p256:
      return Key(EVP_EC_gen("P-256"));
    case KeyType::p384:
      return Key(EVP_EC_gen("P-384"));
    case KeyType::p521:
      return Key(EVP_EC_gen("P-521"));
    case KeyType::ed25519:
      break;
  }
  return Key(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
}

}  // namespace

Result<Secret> generate_key(KeyType type) {
  const Key key = generate(type);
  const Bio pem(BIO_new(BIO_s_mem()));  // OpenSSL wipes its memory when it is freed.
  if (!key || !pem ||
      PEM_write_bio_PKCS8PrivateKey(pem.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) !=
          1) {
    return refuse(Errc::crypto_failed);
  }
  char* octets = nullptr;
  // BIO_get_mem_data(), which is a macro with a cast of C's.
  const auto size = BIO_ctrl(pem.get(), BIO_CTRL_INFO, 0, &octets);
  if (size <= 0) return refuse(Errc::crypto_failed);
  return Secret(std::string_view(octets, static_cast<std::size_t>(size)));
}

}  // namespace oauth::crypto
