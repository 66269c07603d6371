// SPDX-License-Identifier: Apache-2.0
#include "fuzz/provider/proof_key.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "fuzz/input/test_keys.h"
#include "fuzz/input/verdicts.h"
#include "harness/reference/jose/jwk.h"

namespace oauthspec::fuzz {
namespace {

namespace crypto = oauth::crypto;

class ProofKey final : public crypto::PrivateKey {
 public:
  ProofKey(std::unique_ptr<crypto::PrivateKey> key, const crypto::KeyNumbers& numbers)
      : key_(std::move(key)),
        public_numbers_(key_->public_numbers()),
        asked_(AskedKey(numbers).in(crypto::Scheme::ecdsa, crypto::Hash::sha256)) {}

  [[nodiscard]] crypto::KeyType type() const override { return key_->type(); }
  [[nodiscard]] oauth::Result<crypto::KeyNumbers> public_numbers() const override {
    return public_numbers_;
  }
  [[nodiscard]] oauth::Result<std::string> sign(crypto::Scheme scheme, crypto::Hash hash,
                                                std::string_view text) const override {
    const std::size_t name = std::hash<std::string_view>()(text);
    Signed& place = places_[name % places_.size()];
    const bool known = place.known && place.name == name;
    auto signature = known ? oauth::Result<std::string>(
                                 std::string(place.signature.data(), place.signature.size()))
                           : key_->sign(scheme, hash, text);
    if (!signature || signature->size() != kOctets) return signature;
    place.known = true;
    place.name = name;
    std::ranges::copy(*signature, place.signature.begin());
    note_verdict({asked_, text, *signature}, true);
    return signature;
  }

 private:
  /// Of a signature by ES256: RFC 7518 section 3.4.
  static constexpr std::size_t kOctets = 64;
  /// By its text's hash. Nothing of it is allocated, since an engine looks for leaks after what leaves something behind.
  struct Signed {
    bool known = false;
    std::size_t name = 0;
    std::array<char, kOctets> signature{};
  };

  std::unique_ptr<crypto::PrivateKey> key_;
  oauth::Result<crypto::KeyNumbers> public_numbers_;
  std::size_t asked_;
  mutable std::array<Signed, 1024> places_{};
};

std::shared_ptr<const crypto::PrivateKey> read_key(const TestKey& known) {
  const auto numbers = oauth::jose::key_numbers(nlohmann::json::parse(known.jwk)).value();
  return std::make_shared<ProofKey>(crypto::openssl().private_key(numbers).value(), numbers);
}

}  // namespace

const std::shared_ptr<const crypto::PrivateKey>& proof_key(bool other) {
  const auto named = [](const auto& keys) {
    return *std::ranges::find(keys, "ES256", &TestKey::alg);
  };
  static const auto first = read_key(named(kTestKeys));
  static const auto second = read_key(named(kStrangersKeys));
  return other ? second : first;
}

}  // namespace oauthspec::fuzz
