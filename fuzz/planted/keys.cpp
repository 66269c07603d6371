// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/keys.h"

#include <array>
#include <memory>
#include <string>
#include <utility>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

namespace crypto = oauth::crypto;
using PublicKey = oauth::Result<std::unique_ptr<crypto::PublicKey>>;
using ChangeNumbers = void (*)(crypto::KeyNumbers& numbers);

/// A key that gives back other numbers than it has.
class KeyWithOtherNumbers final : public crypto::PublicKey {
 public:
  KeyWithOtherNumbers(std::unique_ptr<crypto::PublicKey> key, ChangeNumbers change)
      : key_(std::move(key)), change_(change) {}
  crypto::KeyType type() const override { return key_->type(); }
  std::size_t bits() const override { return key_->bits(); }
  bool verify(crypto::Scheme scheme, crypto::Hash hash, std::string_view text,
              std::string_view signature) const override {
    return key_->verify(scheme, hash, text, signature);
  }
  oauth::Result<crypto::KeyNumbers> public_numbers() const override {
    auto numbers = key_->public_numbers();
    if (numbers) change_(*numbers);
    return numbers;
  }

 private:
  std::unique_ptr<crypto::PublicKey> key_;
  ChangeNumbers change_;
};

PublicKey read_with(std::string_view pem, ChangeNumbers change) {
  auto key = reference<KeyReader>().read_public(pem);
  if (!key) return key;
  return std::make_unique<KeyWithOtherNumbers>(*std::move(key), change);
}

/// A number is given back without the zeros before it.
PublicKey read_without_zeros(std::string_view pem) {
  return read_with(pem, [](crypto::KeyNumbers& numbers) {
    auto* curve = std::get_if<crypto::EcNumbers>(&numbers);
    if (curve != nullptr) curve->x.erase(0, curve->x.find_first_not_of('\0'));
  });
}

/// An exponent is kept in one octet.
PublicKey read_short_exponent(std::string_view pem) {
  return read_with(pem, [](crypto::KeyNumbers& numbers) {
    auto* rsa = std::get_if<crypto::RsaNumbers>(&numbers);
    if (rsa != nullptr) rsa->e = rsa->e.back();
  });
}

/// A private key is taken for its public half.
PublicKey read_private_half(std::string_view pem) {
  auto key = reference<KeyReader>().read_public(pem);
  if (key) return key;
  const auto pair = reference<KeyReader>().read_private(pem);
  const auto numbers = pair ? (*pair)->public_numbers() : std::unexpected(pair.error());
  if (!numbers) return key;
  return crypto::openssl().public_key(*numbers);
}

constexpr auto kBugs = std::to_array<PlantedBug<KeyReader>>({
    {"leading-zeros-are-lost", "A coordinate is given back without the zeros before it.",
     "RFC 7518 6.2.1.2", [](KeyReader& reader) { reader.read_public = read_without_zeros; }},
    {"exponent-of-one-octet", "Of an RSA exponent the last octet is kept, which may be 1.",
     "RFC 8017 3.1", [](KeyReader& reader) { reader.read_public = read_short_exponent; }},
    {"private-key-is-public", "A private key is taken where a public one is asked for.",
     "RFC 7468 13, against 10", [](KeyReader& reader) { reader.read_public = read_private_half; }},
});

}  // namespace

template <>
std::span<const PlantedBug<KeyReader>> planted_bugs<KeyReader>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
