// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/crypto/openssl_numbers.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <openssl/core_names.h>
#include <openssl/rsa.h>

namespace oauth::crypto {
namespace {

constexpr std::size_t kEd25519Octets = 32;

constexpr std::array kCurves{std::pair(KeyType::p256, "prime256v1"),
                             std::pair(KeyType::p384, "secp384r1"),
                             std::pair(KeyType::p521, "secp521r1")};

const char* group_name(KeyType curve) {
  for (const auto& [type, name] : kCurves) {
    if (type == curve) return name;
  }
  return nullptr;
}

/// The parameters of a key, with what OSSL_PARAM_BLD holds pointers to.
class KeyParameters {
 public:
  KeyParameters() : builder_(OSSL_PARAM_BLD_new()) {}

  /// A number that is not zero.
  bool add_number(const char* name, std::string_view octets) {
    if (octets.size() > kMostRsaBits / 8) return false;
    // A secure number's copy in the array is wiped when the array goes.
    Number number(BN_secure_new());
    if (BN_bin2bn(octets_of(octets), static_cast<int>(octets.size()), number.get()) == nullptr)
      return false;
    if (BN_is_zero(number.get()) || OSSL_PARAM_BLD_push_BN(builder_.get(), name, number.get()) != 1)
      return false;
    numbers_.push_back(std::move(number));
    return true;
  }

  bool add_octets(const char* name, std::string_view octets) {
    return OSSL_PARAM_BLD_push_octet_string(builder_.get(), name, octets.data(), octets.size()) ==
           1;
  }

  bool add_text(const char* name, const char* text) {
    return OSSL_PARAM_BLD_push_utf8_string(builder_.get(), name, text, 0) == 1;
  }

  Key make(const char* kind, bool with_private) {
    const ParameterArray array(OSSL_PARAM_BLD_to_param(builder_.get()));
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, kind, nullptr));
    EVP_PKEY* key = nullptr;
    if (!array || EVP_PKEY_fromdata_init(context.get()) != 1) return nullptr;
    const int selection = with_private ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY;
    if (EVP_PKEY_fromdata(context.get(), &key, selection, array.get()) != 1) return nullptr;
    return Key(key);
  }

 private:
  ParameterBuilder builder_;
  std::vector<Number> numbers_;
};

Key make(const RsaNumbers& numbers, bool with_private) {
  KeyParameters parameters;
  bool added = parameters.add_number(OSSL_PKEY_PARAM_RSA_N, numbers.n) &&
               parameters.add_number(OSSL_PKEY_PARAM_RSA_E, numbers.e);
  if (with_private) {
    added = added && parameters.add_number(OSSL_PKEY_PARAM_RSA_D, numbers.d.reveal()) &&
            parameters.add_number(OSSL_PKEY_PARAM_RSA_FACTOR1, numbers.p.reveal()) &&
            parameters.add_number(OSSL_PKEY_PARAM_RSA_FACTOR2, numbers.q.reveal()) &&
            parameters.add_number(OSSL_PKEY_PARAM_RSA_EXPONENT1, numbers.dp.reveal()) &&
            parameters.add_number(OSSL_PKEY_PARAM_RSA_EXPONENT2, numbers.dq.reveal()) &&
            parameters.add_number(OSSL_PKEY_PARAM_RSA_COEFFICIENT1, numbers.qi.reveal());
  }
  return added ? parameters.make("RSA", with_private) : nullptr;
}

/// Whether the point is on its curve, and the private number is that point's.
bool consistent(EVP_PKEY* key, bool with_private) {
  const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
  return context && EVP_PKEY_public_check(context.get()) == 1 &&
         (!with_private || EVP_PKEY_pairwise_check(context.get()) == 1);
}

Key make(const EcNumbers& numbers, bool with_private) {
  // RFC 7518 sections 6.2.1.2 and 6.2.2.1: each as long as the field, leading zeros and all.
  const std::size_t octets = field_octets(numbers.curve);
  if (group_name(numbers.curve) == nullptr || numbers.x.size() != octets ||
      numbers.y.size() != octets || (with_private && numbers.d.reveal().size() != octets)) {
    return nullptr;
  }
  // SEC 1 section 2.3.3: a point that is not compressed.
  const std::string point = '\x04' + numbers.x + numbers.y;
  KeyParameters parameters;
  bool added = parameters.add_text(OSSL_PKEY_PARAM_GROUP_NAME, group_name(numbers.curve)) &&
               parameters.add_octets(OSSL_PKEY_PARAM_PUB_KEY, point);
  if (with_private) {
    added = added && parameters.add_number(OSSL_PKEY_PARAM_PRIV_KEY, numbers.d.reveal());
  }
  return added ? parameters.make("EC", with_private) : nullptr;
}

Key make(const Ed25519Numbers& numbers, bool with_private) {
  if (numbers.x.size() != kEd25519Octets) return nullptr;
  if (!with_private) {
    return Key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, octets_of(numbers.x),
                                           numbers.x.size()));
  }
  const std::string_view d = numbers.d.reveal();
  if (d.size() != kEd25519Octets) return nullptr;
  Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, octets_of(d), d.size()));
  // OpenSSL derives the public half by itself; a key that names another one is no key.
  const auto derived = key ? public_numbers_of(key.get()) : refuse(Errc::key_invalid);
  return derived && std::get<Ed25519Numbers>(*derived).x == numbers.x ? std::move(key) : nullptr;
}

/// One number of a key, in at least so many octets; empty where the key has none of that name.
std::string number_of(EVP_PKEY* key, const char* name, std::size_t octets) {
  BIGNUM* raw = nullptr;
  if (EVP_PKEY_get_bn_param(key, name, &raw) != 1) return {};
  const Number number(raw);
  const auto least = static_cast<std::size_t>(BN_num_bytes(number.get()));
  std::string text(std::max(octets, least), '\0');
  BN_bn2binpad(number.get(), reinterpret_cast<unsigned char*>(text.data()),
               static_cast<int>(text.size()));
  return text;
}

bool is_odd(std::string_view number) {
  return !number.empty() && (static_cast<unsigned char>(number.back()) & 1U) != 0;
}

}  // namespace

std::optional<KeyType> key_type(EVP_PKEY* key) {
  if (EVP_PKEY_is_a(key, "RSA") == 1) return KeyType::rsa;
  if (EVP_PKEY_is_a(key, "ED25519") == 1) return KeyType::ed25519;
  if (EVP_PKEY_is_a(key, "EC") != 1) return std::nullopt;
  constexpr std::size_t kRoom = 64;
  std::array<char, kRoom> group{};
  std::size_t length = 0;
  if (EVP_PKEY_get_group_name(key, group.data(), group.size(), &length) != 1) return std::nullopt;
  for (const auto& [type, name] : kCurves) {
    if (std::string_view(group.data(), length) == name) return type;
  }
  return std::nullopt;
}

Key make_key(const KeyNumbers& numbers, bool with_private) {
  return std::visit([with_private](const auto& kind) { return make(kind, with_private); }, numbers);
}

bool is_sound(EVP_PKEY* key, KeyType type, bool with_private) {
  if (type == KeyType::ed25519) return true;
  if (type != KeyType::rsa) return consistent(key, with_private);
  const std::string e = number_of(key, OSSL_PKEY_PARAM_RSA_E, 1);
  return EVP_PKEY_get_bits(key) <= kMostRsaBits && is_odd(e) && e != "\x01" &&
         is_odd(number_of(key, OSSL_PKEY_PARAM_RSA_N, 1));
}

Result<KeyNumbers> public_numbers_of(EVP_PKEY* key) {
  const auto type = key_type(key);
  if (type == KeyType::rsa) {
    RsaNumbers numbers;
    numbers.n = number_of(key, OSSL_PKEY_PARAM_RSA_N, 1);
    numbers.e = number_of(key, OSSL_PKEY_PARAM_RSA_E, 1);
    return numbers;
  }
  if (type == KeyType::ed25519) {
    Ed25519Numbers numbers{std::string(kEd25519Octets, '\0'), {}};
    std::size_t size = numbers.x.size();
    auto* out = reinterpret_cast<unsigned char*>(numbers.x.data());
    if (EVP_PKEY_get_raw_public_key(key, out, &size) != 1) return refuse(Errc::crypto_failed);
    return numbers;
  }
  if (!type) return refuse(Errc::crypto_failed);
  EcNumbers numbers;
  numbers.curve = *type;
  numbers.x = number_of(key, OSSL_PKEY_PARAM_EC_PUB_X, field_octets(*type));
  numbers.y = number_of(key, OSSL_PKEY_PARAM_EC_PUB_Y, field_octets(*type));
  return numbers;
}

Result<KeyNumbers> private_numbers_of(EVP_PKEY* key) {
  auto numbers = public_numbers_of(key);
  if (!numbers) return numbers;
  const auto secret = [key](const char* name, std::size_t octets) {
    return Secret::take(number_of(key, name, octets));
  };
  if (auto* rsa = std::get_if<RsaNumbers>(&*numbers)) {
    rsa->d = secret(OSSL_PKEY_PARAM_RSA_D, 1);
    rsa->p = secret(OSSL_PKEY_PARAM_RSA_FACTOR1, 1);
    rsa->q = secret(OSSL_PKEY_PARAM_RSA_FACTOR2, 1);
    rsa->dp = secret(OSSL_PKEY_PARAM_RSA_EXPONENT1, 1);
    rsa->dq = secret(OSSL_PKEY_PARAM_RSA_EXPONENT2, 1);
    rsa->qi = secret(OSSL_PKEY_PARAM_RSA_COEFFICIENT1, 1);
  } else if (auto* curve = std::get_if<EcNumbers>(&*numbers)) {
    curve->d = secret(OSSL_PKEY_PARAM_PRIV_KEY, field_octets(curve->curve));
  } else {
    std::string d(kEd25519Octets, '\0');
    std::size_t size = d.size();
    auto* out = reinterpret_cast<unsigned char*>(d.data());
    if (EVP_PKEY_get_raw_private_key(key, out, &size) != 1) return refuse(Errc::crypto_failed);
    std::get<Ed25519Numbers>(*numbers).d = Secret::take(std::move(d));
  }
  return numbers;
}

}  // namespace oauth::crypto
