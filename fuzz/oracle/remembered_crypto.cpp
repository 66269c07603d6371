// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/remembered_crypto.h"

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "fuzz/input/test_keys.h"
#include "fuzz/input/verdicts.h"
#include "fuzz/oracle/jose_model.h"

namespace oauthspec::fuzz {
namespace {

namespace crypto = oauth::crypto;
template <class T>
using Result = oauth::Result<T>;

using SharedKey = std::shared_ptr<const crypto::PublicKey>;

class RememberedKey final : public crypto::PublicKey {
 public:
  RememberedKey(SharedKey key, AskedKey name) : key_(std::move(key)), name_(name) {}

  crypto::KeyType type() const override { return key_->type(); }
  std::size_t bits() const override { return key_->bits(); }
  Result<crypto::KeyNumbers> public_numbers() const override { return key_->public_numbers(); }
  bool verify(crypto::Scheme scheme, crypto::Hash hash, std::string_view text,
              std::string_view signature) const override {
    const SignedText asked{name_.in(scheme, hash), text, signature};
    if (const auto known = verdict_of(asked)) return *known;
    const bool right = key_->verify(scheme, hash, text, signature);
    note_verdict(asked, right);
    return right;
  }

 private:
  SharedKey key_;
  AskedKey name_;
};

/// A key whose tags are another's.
class SharedMacKey final : public crypto::MacKey {
 public:
  explicit SharedMacKey(std::shared_ptr<crypto::MacKey> key) : key_(std::move(key)) {}

  Result<crypto::Digest> authenticate(std::string_view text) override {
    return key_->authenticate(text);
  }
  Result<std::unique_ptr<crypto::MacKey>> with_prefix(std::string_view prefix) const override {
    return key_->with_prefix(prefix);
  }

 private:
  std::shared_ptr<crypto::MacKey> key_;
};

/// The secret of fuzz/input/test_keys.h, and what makes tags by it with SHA-256.
struct TestSecret {
  std::string octets;
  std::shared_ptr<crypto::MacKey> key;
};

TestSecret test_secret() {
  const auto jwk = nlohmann::json::parse(kTestKeys.front().jwk);
  TestSecret secret{model_base64url_decode(model_text(jwk, "k").value_or("")).value_or(""),
                    nullptr};
  if (auto made = crypto::openssl().mac_key(crypto::Hash::sha256, secret.octets)) {
    secret.key = *std::move(made);
  }
  return secret;
}

using NamedKeys = std::map<std::size_t, SharedKey>;

void add_key(NamedKeys& keys, const TestKey& key) {
  const auto numbers = model_numbers(nlohmann::json::parse(key.jwk_public));
  if (!numbers) return;
  auto made = crypto::openssl().public_key(*numbers);
  if (made) keys.emplace(AskedKey(*numbers).name(), *std::move(made));
}

/// The public keys of fuzz/input/test_keys.h, by their names; those of strangers, too, which forgers bring along.
NamedKeys test_keys() {
  NamedKeys keys;
  for (const TestKey& key : kTestKeys) add_key(keys, key);
  for (const TestKey& key : kStrangersKeys) add_key(keys, key);
  return keys;
}

class RememberedCrypto final : public crypto::Backend {
 public:
  std::string_view name() const override { return backend_.name(); }
  Result<crypto::Digest> digest(crypto::Hash hash, std::string_view text) const override {
    return backend_.digest(hash, text);
  }
  Result<void> random(std::span<std::uint8_t> octets) const override {
    return backend_.random(octets);
  }
  Result<std::unique_ptr<crypto::MacKey>> mac_key(crypto::Hash hash,
                                                  std::string_view key) const override {
    if (secret_.key != nullptr && hash == crypto::Hash::sha256 && key == secret_.octets) {
      return std::make_unique<SharedMacKey>(secret_.key);
    }
    return backend_.mac_key(hash, key);
  }
  Result<std::unique_ptr<crypto::PrivateKey>> private_key(std::string_view pem) const override {
    return backend_.private_key(pem);
  }
  Result<std::unique_ptr<crypto::PublicKey>> public_key(std::string_view pem) const override {
    return backend_.public_key(pem);
  }
  Result<std::unique_ptr<crypto::PrivateKey>> private_key(
      const crypto::KeyNumbers& numbers) const override {
    return backend_.private_key(numbers);
  }
  Result<std::unique_ptr<crypto::PublicKey>> public_key(
      const crypto::KeyNumbers& numbers) const override {
    const AskedKey asked(numbers);
    SharedKey key;
    if (const auto known = keys_.find(asked.name()); known != keys_.end()) {
      key = known->second;
    } else {
      auto made = backend_.public_key(numbers);
      if (!made) return made;
      key = *std::move(made);
    }
    return std::make_unique<RememberedKey>(std::move(key), asked);
  }

 private:
  const crypto::Backend& backend_ = crypto::openssl();
  NamedKeys keys_ = test_keys();
  TestSecret secret_ = test_secret();
};

}  // namespace

const crypto::Backend& remembered_crypto() {
  static const RememberedCrypto crypto;
  return crypto;
}

}  // namespace oauthspec::fuzz
