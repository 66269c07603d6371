// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/jose/jwk.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "harness/reference/codec/base64.h"

namespace oauth::jose {
namespace {

using crypto::KeyType;
using nlohmann::json;

constexpr std::array kCurves{std::pair("P-256", KeyType::p256), std::pair("P-384", KeyType::p384),
                             std::pair("P-521", KeyType::p521)};

std::unexpected<Error> invalid() {
  return std::unexpected(Error{Errc::key_invalid, 0});
}

/// A member that is base64url, as octets.
Result<std::string> octets_of(const json& jwk, const char* member) {
  const auto found = jwk.find(member);
  if (found == jwk.end() || !found->is_string()) return invalid();
  auto octets = codec::base64_decode(found->get_ref<const std::string&>(), codec::Base64::url);
  if (!octets || octets->empty()) return invalid();
  return octets;
}

Result<void> read(const json& jwk, const char* member, std::string& into) {
  auto octets = octets_of(jwk, member);
  if (!octets) return std::unexpected(octets.error());
  into = std::move(*octets);
  return {};
}

Result<void> read(const json& jwk, const char* member, Secret& into) {
  auto octets = octets_of(jwk, member);
  if (!octets) return std::unexpected(octets.error());
  into = Secret::take(std::move(*octets));
  return {};
}

/// Reads each member into its place.
template <class T, std::size_t size>
Result<void> read_all(const json& jwk, const std::array<std::pair<const char*, T*>, size>& places) {
  for (const auto& [member, into] : places) {
    if (auto done = read(jwk, member, *into); !done) return done;
  }
  return {};
}

/// RFC7518-6.3-1: odd, and 3 or more. With an exponent of 1 anybody makes the signatures.
bool is_exponent(std::string_view octets) {
  const bool is_one = octets.find_first_not_of('\0') == octets.size() - 1 && octets.back() == 1;
  return (static_cast<unsigned char>(octets.back()) & 1U) != 0 && !is_one;
}

Result<crypto::KeyNumbers> rsa_numbers(const json& jwk) {
  crypto::RsaNumbers numbers;
  auto done = read_all(jwk, std::array{std::pair("n", &numbers.n), std::pair("e", &numbers.e)});
  if (done && !is_exponent(numbers.e)) return invalid();
  if (done && jwk.contains("d")) {
    done = read_all(jwk, std::array{std::pair("d", &numbers.d), std::pair("p", &numbers.p),
                                    std::pair("q", &numbers.q), std::pair("dp", &numbers.dp),
                                    std::pair("dq", &numbers.dq), std::pair("qi", &numbers.qi)});
  }
  if (!done) return std::unexpected(done.error());
  return numbers;
}

Result<crypto::KeyNumbers> ec_numbers(const json& jwk) {
  crypto::EcNumbers numbers;
  const json name = jwk.value("crv", json());
  const auto* const curve =
      std::ranges::find_if(kCurves, [&name](const auto& known) { return name == known.first; });
  if (curve == kCurves.end()) return invalid();
  numbers.curve = curve->second;
  auto done = read_all(jwk, std::array{std::pair("x", &numbers.x), std::pair("y", &numbers.y)});
  if (done && jwk.contains("d")) done = read(jwk, "d", numbers.d);
  if (!done) return std::unexpected(done.error());
  return numbers;
}

Result<crypto::KeyNumbers> okp_numbers(const json& jwk) {
  if (jwk.value("crv", json()) != "Ed25519") return invalid();
  crypto::Ed25519Numbers numbers;
  auto done = read(jwk, "x", numbers.x);
  if (done && jwk.contains("d")) done = read(jwk, "d", numbers.d);
  if (!done) return std::unexpected(done.error());
  return numbers;
}

std::string encoded(std::string_view octets) {
  return codec::base64_encode(octets, codec::Base64::url);
}

json written(const crypto::RsaNumbers& numbers) {
  return {{"kty", "RSA"}, {"n", encoded(numbers.n)}, {"e", encoded(numbers.e)}};
}

json written(const crypto::EcNumbers& numbers) {
  const auto* const curve =
      std::ranges::find(kCurves, numbers.curve, &std::pair<const char*, KeyType>::second);
  return {
      {"kty", "EC"}, {"crv", curve->first}, {"x", encoded(numbers.x)}, {"y", encoded(numbers.y)}};
}

json written(const crypto::Ed25519Numbers& numbers) {
  return {{"kty", "OKP"}, {"crv", "Ed25519"}, {"x", encoded(numbers.x)}};
}

/// The members that RFC 7638 section 3.2 requires of the key's kind.
Result<json> required_members(const json& jwk) {
  if (jwk.is_object() && jwk.value("kty", json()) == "oct") {
    const auto secret = symmetric_key(jwk);
    if (!secret) return std::unexpected(secret.error());
    return json{{"kty", "oct"}, {"k", jwk.at("k")}};
  }
  const auto numbers = key_numbers(jwk);
  if (!numbers) return std::unexpected(numbers.error());
  return public_jwk(*numbers);
}

}  // namespace

Result<crypto::KeyNumbers> key_numbers(const json& jwk) {
  if (!jwk.is_object()) return invalid();
  const json kty = jwk.value("kty", json());
  if (kty == "RSA") return rsa_numbers(jwk);
  if (kty == "EC") return ec_numbers(jwk);
  if (kty == "OKP") return okp_numbers(jwk);
  return invalid();
}

bool is_private(const json& jwk) {
  // RFC 7518 sections 6.2.2, 6.3.2 and 6.4.1: any of these alone gives the key, or a part of it, away.
  for (const char* member : {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}) {
    if (jwk.is_object() && jwk.contains(member)) return true;
  }
  return false;
}

Result<Secret> symmetric_key(const json& jwk) {
  if (!jwk.is_object() || jwk.value("kty", json()) != "oct") return invalid();
  auto octets = octets_of(jwk, "k");
  if (!octets) return std::unexpected(octets.error());
  return Secret::take(std::move(*octets));
}

json public_jwk(const crypto::KeyNumbers& numbers) {
  return std::visit([](const auto& kind) { return written(kind); }, numbers);
}

Result<std::string> thumbprint(const crypto::Backend& backend, const json& jwk) {
  const auto members = required_members(jwk);
  if (!members) return std::unexpected(members.error());
  // RFC 7638 section 3.3: no white space, members in the order of their names, as nlohmann keeps them. Nothing in
  // the values needs an escape.
  const auto digest = backend.digest(crypto::Hash::sha256, members->dump());
  if (!digest) return std::unexpected(digest.error());
  return codec::base64_encode(digest->octets(), codec::Base64::url);
}

}  // namespace oauth::jose
