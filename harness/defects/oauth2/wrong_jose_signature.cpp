// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <memory>
#include <utility>
#include <variant>

#include "harness/defects/oauth2/wrong_jose.h"

namespace oauthspec::defects::oauth2::wrong {
namespace {

using oauth::crypto::KeyType;
using oauth::crypto::PublicKey;

constexpr std::size_t kHalf = 32;  // of a signature on P-256

const Jose& right() {
  return sound<Jose>();
}

const PublicKey* pair_of(const Verifier& key) {
  const auto* pair = std::get_if<std::shared_ptr<const PublicKey>>(&key.key);
  return pair == nullptr ? nullptr : pair->get();
}

UnverifiedJwt with_signature(const UnverifiedJwt& jwt, std::string signature) {
  UnverifiedJwt other = jwt;
  other.signature = std::move(signature);
  return other;
}

// One INTEGER of DER, in so many octets; empty where there is none.
std::string take_integer(string_view& der) {
  if (der.size() < 2 || der[0] != 2) return {};
  std::string number(der.substr(2, static_cast<unsigned char>(der[1])));
  der.remove_prefix(std::min(der.size(), 2 + number.size()));
  number.erase(0, std::min(number.find_first_not_of('\0'), number.size()));
  return number.size() > kHalf ? "" : std::string(kHalf - number.size(), '\0') + number;
}

// R and S side by side, of a signature in DER.
std::string side_by_side(string_view der) {
  if (der.size() < 2 || der[0] != 0x30) return {};
  der.remove_prefix(2);
  std::string both = take_integer(der);
  return both += take_integer(der);
}

}  // namespace

bool unchecked(const Algorithm& /*algorithm*/, const Verifier& /*key*/,
               const UnverifiedJwt& /*jwt*/) {
  return true;
}

// CVE-2022-21449: nobody asks whether r and s are greater than zero.
bool zeros_accepted(const Algorithm& algorithm, const Verifier& key, const UnverifiedJwt& jwt) {
  const bool zeros =
      !jwt.signature.empty() && std::ranges::all_of(jwt.signature, [](char c) { return c == 0; });
  return (zeros && !algorithm.is_mac()) || right().verify(algorithm, key, jwt);
}

bool der_accepted(const Algorithm& algorithm, const Verifier& key, const UnverifiedJwt& jwt) {
  return right().verify(algorithm, key, jwt) ||
         right().verify(algorithm, key, with_signature(jwt, side_by_side(jwt.signature)));
}

// What a writer of numbers without leading zeros expects of others.
bool leading_zeros_refused(const Algorithm& algorithm, const Verifier& key,
                           const UnverifiedJwt& jwt) {
  const bool zero = jwt.signature.starts_with('\0') && algorithm.name == "ES256";
  return !zero && right().verify(algorithm, key, jwt);
}

bool der_only(const Algorithm& algorithm, const Verifier& key, const UnverifiedJwt& jwt) {
  if (algorithm.scheme != oauth::crypto::Scheme::ecdsa) return right().verify(algorithm, key, jwt);
  return right().verify(algorithm, key, with_signature(jwt, side_by_side(jwt.signature)));
}

bool cut_to_size(const Algorithm& algorithm, const Verifier& key, const UnverifiedJwt& jwt) {
  if (algorithm.name != "ES256") return right().verify(algorithm, key, jwt);
  return right().verify(algorithm, key, with_signature(jwt, jwt.signature.substr(0, 2 * kHalf)));
}

// As a number that lost its leading zeros.
bool filled_to_size(const Algorithm& algorithm, const Verifier& key, const UnverifiedJwt& jwt) {
  if (jwt.signature.size() + 1 != 2 * kHalf) return right().verify(algorithm, key, jwt);
  const auto filled = [&](std::size_t at) {
    std::string signature = jwt.signature;
    return right().verify(algorithm, key, with_signature(jwt, signature.insert(at, 1, '\0')));
  };
  return filled(0) || filled(kHalf) || filled(2 * kHalf - 1);
}

bool halves_in_either_order(const Algorithm& algorithm, const Verifier& key,
                            const UnverifiedJwt& jwt) {
  const std::size_t half = jwt.signature.size() / 2;
  return right().verify(algorithm, key, jwt) ||
         right().verify(
             algorithm, key,
             with_signature(jwt, jwt.signature.substr(half) + jwt.signature.substr(0, half)));
}

// What Bitcoin asks for, and JWS does not.
bool low_s_only(const Algorithm& algorithm, const Verifier& key, const UnverifiedJwt& jwt) {
  constexpr unsigned char kUpperHalf = 0x80;
  const bool high = algorithm.name == "ES256" && jwt.signature.size() == 2 * kHalf &&
                    static_cast<unsigned char>(jwt.signature[kHalf]) >= kUpperHalf;
  return !high && right().verify(algorithm, key, jwt);
}

bool any_curve(const Algorithm& algorithm, const Verifier& key, const UnverifiedJwt& jwt) {
  const PublicKey* pair = pair_of(key);
  if (pair == nullptr || algorithm.name != "ES256") return right().verify(algorithm, key, jwt);
  return pair->verify(*algorithm.scheme, algorithm.hash, jwt.text, jwt.signature);
}

// The header may say what it likes, as long as the key verifies in its own way.
bool algorithm_of_key(const Algorithm& algorithm, const Verifier& key, const UnverifiedJwt& jwt) {
  const PublicKey* pair = pair_of(key);
  if (pair == nullptr || algorithm.is_mac()) return right().verify(algorithm, key, jwt);
  const string_view name = pair->type() == KeyType::p256 ? "ES256" : algorithm.name;
  return right().verify(*oauth::jose::algorithm_named(name), key, jwt);
}

bool either_rsa_scheme(const Algorithm& algorithm, const Verifier& key, const UnverifiedJwt& jwt) {
  return right().verify(algorithm, key, jwt) ||
         (algorithm.name == "RS256" &&
          right().verify(*oauth::jose::algorithm_named("PS256"), key, jwt));
}

bool pss_by_size(const Algorithm& algorithm, const Verifier& key, const UnverifiedJwt& jwt) {
  const PublicKey* pair = pair_of(key);
  if (algorithm.name != "PS256" || pair == nullptr) return right().verify(algorithm, key, jwt);
  return jwt.signature.size() * 8 == pair->bits();
}

// strncmp() with the length of what was received.
bool mac_in_part(const Algorithm& algorithm, const Verifier& key, const UnverifiedJwt& jwt) {
  const auto* secret = std::get_if<oauth::Secret>(&key.key);
  if (secret == nullptr || !algorithm.is_mac()) return right().verify(algorithm, key, jwt);
  const auto keyed = oauth::crypto::openssl().mac_key(algorithm.hash, secret->reveal());
  const auto tag = (*keyed)->authenticate(jwt.text);
  const std::string whole(tag->octets().begin(), tag->octets().end());
  constexpr std::size_t kCompared = 16;
  return whole.substr(0, kCompared) == jwt.signature.substr(0, kCompared);
}

bool by_secret(const Algorithm& algorithm, string_view secret, const UnverifiedJwt& jwt) {
  return algorithm.is_mac() &&
         right().verify(algorithm, {oauth::Secret(secret), std::nullopt, json()}, jwt);
}

// CVE-2022-29217: whoever has the public key has the secret.
bool text_of_key_as_secret(const Algorithm& algorithm, const Verifier& key,
                           const UnverifiedJwt& jwt) {
  if (!key.written.contains("pem")) return right().verify(algorithm, key, jwt);
  std::string pem = key.written.at("pem");
  if (by_secret(algorithm, pem, jwt)) return true;
  while (pem.ends_with('\n')) pem.pop_back();
  return by_secret(algorithm, pem, jwt) || right().verify(algorithm, key, jwt);
}

bool empty_secret_too(const Algorithm& algorithm, const Verifier& key, const UnverifiedJwt& jwt) {
  return by_secret(algorithm, "", jwt) || right().verify(algorithm, key, jwt);
}

// base64_decode() of a secret that never was Base64.
bool secret_decoded(const Algorithm& algorithm, const Verifier& key, const UnverifiedJwt& jwt) {
  const auto* secret = std::get_if<oauth::Secret>(&key.key);
  if (secret == nullptr) return right().verify(algorithm, key, jwt);
  std::string digits(secret->reveal());
  digits.resize(digits.size() / 4 * 4);
  return by_secret(algorithm, right().decode(digits).value_or(""), jwt);
}

}  // namespace oauthspec::defects::oauth2::wrong
