// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth2/wrong_signing.h"

#include <algorithm>
#include <memory>
#include <stdexcept>
#include <utility>
#include <variant>

#include "harness/reference/codec/base64.h"

namespace oauthspec::defects::oauth2::wrong {
namespace {

using oauth::Secret;
using oauth::crypto::KeyType;
using oauth::crypto::PrivateKey;

const JwtMaker& right() {
  return sound<AssertionMaker>();
}

std::string encoded(string_view octets) {
  return oauth::codec::base64_encode(octets, oauth::codec::Base64::url);
}

std::string signing_input(const json& header, string_view payload) {
  return encoded(header.dump()) + "." + encoded(payload);
}

json with_algorithm(const json& header, string_view name) {
  json other = header;
  other["alg"] = name;
  return other;
}

const PrivateKey* pair_of(const SigningKey& key) {
  const auto* pair = std::get_if<std::shared_ptr<const PrivateKey>>(&key);
  return pair == nullptr ? nullptr : pair->get();
}

// By a pair and the algorithm of that name, whatever the header says.
Result<std::string> signed_by(const PrivateKey& pair, string_view name, const json& header,
                              string_view payload, string_view text) {
  const Algorithm* algorithm = oauth::jose::algorithm_named(name);
  if (algorithm == nullptr || algorithm->is_mac()) return refusal(Errc::algorithm_unsupported);
  const auto signature = pair.sign(*algorithm->scheme, algorithm->hash, text);
  if (!signature) return std::unexpected(signature.error());
  return signing_input(header, payload) + "." + encoded(*signature);
}

std::string mac_of(string_view secret, string_view text) {
  const auto keyed = oauth::crypto::openssl().mac_key(oauth::crypto::Hash::sha256, secret);
  const auto tag = (*keyed)->authenticate(text);
  return {tag->octets().begin(), tag->octets().end()};
}

// One number of a signature as an INTEGER of DER.
std::string integer(string_view number) {
  std::string octets(number.substr(std::min(number.find_first_not_of('\0'), number.size() - 1)));
  if ((static_cast<unsigned char>(octets.front()) & 0x80U) != 0) octets.insert(0, 1, '\0');
  return std::string{2, static_cast<char>(octets.size())} + octets;
}

}  // namespace

Result<std::string> none_too(const json& header, string_view payload, const SigningKey& key) {
  if (header.at("alg") == "none") return signing_input(header, payload) + ".";
  return right().sign(header, payload, key);
}

Result<std::string> unsigned_always(const json& header, string_view payload,
                                    const SigningKey& /*key*/) {
  return signing_input(with_algorithm(header, "none"), payload) + ".";
}

Result<std::string> unknown_is_default(const json& header, string_view payload,
                                       const SigningKey& key) {
  const bool known =
      oauth::jose::algorithm_named(header.at("alg").get_ref<const std::string&>()) != nullptr ||
      header.at("alg") == "none";
  return right().sign(known ? header : with_algorithm(header, "ES256"), payload, key);
}

Result<std::string> name_without_case(const json& header, string_view payload,
                                      const SigningKey& key) {
  std::string name = header.at("alg");
  std::ranges::transform(name, name.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return right().sign(name == "EDDSA" ? header : with_algorithm(header, name), payload, key);
}

// The key's own algorithm is taken, and the header says what was asked for.
Result<std::string> by_kind_of_key(const json& header, string_view payload, const SigningKey& key) {
  const PrivateKey* pair = pair_of(key);
  const std::string text = signing_input(header, payload);
  if (pair == nullptr) {
    return text + "." + encoded(mac_of(std::get<Secret>(key).reveal(), text));
  }
  if (pair->type() == KeyType::p256 || pair->type() == KeyType::p384)
    return signed_by(*pair, "ES256", header, payload, text);
  return right().sign(header, payload, key);
}

Result<std::string> p384_too(const json& header, string_view payload, const SigningKey& key) {
  const PrivateKey* pair = pair_of(key);
  if (pair == nullptr || pair->type() != KeyType::p384) return right().sign(header, payload, key);
  return signed_by(*pair, "ES256", header, payload, signing_input(header, payload));
}

Result<std::string> weak_keys_too(const json& header, string_view payload, const SigningKey& key) {
  const std::string text = signing_input(header, payload);
  const PrivateKey* pair = pair_of(key);
  if (pair != nullptr && pair->type() == KeyType::rsa)
    return signed_by(*pair, header.at("alg").get<std::string>(), header, payload, text);
  if (pair == nullptr && header.at("alg") == "HS256")
    return text + "." + encoded(mac_of(std::get<Secret>(key).reveal(), text));
  return right().sign(header, payload, key);
}

Result<std::string> in_der(const json& header, string_view payload, const SigningKey& key) {
  const PrivateKey* pair = pair_of(key);
  if (pair == nullptr || pair->type() != KeyType::p256) return right().sign(header, payload, key);
  const std::string text = signing_input(header, payload);
  const auto both = pair->sign(oauth::crypto::Scheme::ecdsa, oauth::crypto::Hash::sha256, text);
  if (!both) return std::unexpected(both.error());
  const std::size_t half = both->size() / 2;
  const std::string numbers = integer(both->substr(0, half)) + integer(both->substr(half));
  const std::string der = std::string{0x30, static_cast<char>(numbers.size())} + numbers;
  return text + "." + encoded(der);
}

Result<std::string> pss_as_pkcs1(const json& header, string_view payload, const SigningKey& key) {
  const PrivateKey* pair = pair_of(key);
  if (pair == nullptr || header.at("alg") != "PS256") return right().sign(header, payload, key);
  return signed_by(*pair, "RS256", header, payload, signing_input(header, payload));
}

Result<std::string> with_sha512(const json& header, string_view payload, const SigningKey& key) {
  const PrivateKey* pair = pair_of(key);
  if (pair == nullptr || header.at("alg") != "RS256") return right().sign(header, payload, key);
  return signed_by(*pair, "RS512", header, payload, signing_input(header, payload));
}

Result<std::string> payload_alone(const json& header, string_view payload, const SigningKey& key) {
  const PrivateKey* pair = pair_of(key);
  if (pair == nullptr || pair->type() != KeyType::ed25519)
    return right().sign(header, payload, key);
  return signed_by(*pair, "EdDSA", header, payload, encoded(payload));
}

Result<std::string> secret_in_hexadecimal(const json& header, string_view payload,
                                          const SigningKey& key) {
  const auto* secret = std::get_if<Secret>(&key);
  if (secret == nullptr) return right().sign(header, payload, key);
  constexpr string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const char c : secret->reveal()) {
    text += kDigits[static_cast<unsigned char>(c) >> 4U];
    text += kDigits[static_cast<unsigned char>(c) & 15U];
  }
  return right().sign(header, payload, Secret(text));
}

Result<std::string> secret_of_33_octets(const json& header, string_view payload,
                                        const SigningKey& key) {
  constexpr std::size_t kFewest = 33;
  const auto* secret = std::get_if<Secret>(&key);
  if (secret != nullptr && secret->reveal().size() < kFewest) return refusal(Errc::key_invalid);
  return right().sign(header, payload, key);
}

Result<SigningKey> bad_key_crashes(const json& written) {
  auto key = right().key(written);
  if (!key) throw std::invalid_argument("Could not deserialize key data");
  return key;
}

Result<SigningKey> pem_as_secret(const json& written) {
  if (!written.contains("pem")) return right().key(written);
  return SigningKey(Secret(written.at("pem").get_ref<const std::string&>()));
}

Result<SigningKey> secret_as_latin1(const json& written) {
  if (!written.contains("secret")) return right().key(written);
  std::string octets;
  for (const char c : written.at("secret").get_ref<const std::string&>())
    octets += (static_cast<unsigned char>(c) & 0x80U) != 0 ? '?' : c;
  return SigningKey(Secret(octets));
}

}  // namespace oauthspec::defects::oauth2::wrong
