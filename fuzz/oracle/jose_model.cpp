// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/jose_model.h"

#include <algorithm>
#include <array>
#include <utility>

#include "fuzz/input/test_keys.h"
#include "fuzz/oracle/base64_model.h"
#include "fuzz/oracle/json_object.h"
#include "fuzz/oracle/remembered_crypto.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;
namespace crypto = oauth::crypto;

std::optional<std::string> octets_of(const json& jwk, const char* name) {
  const auto text = model_text(jwk, name);
  if (!text || text->empty()) return std::nullopt;
  return model_base64url_decode(*text);
}

std::optional<crypto::KeyNumbers> curve_numbers(const json& jwk, const std::string& curve) {
  crypto::EcNumbers numbers;
  if (curve == "P-384")
    numbers.curve = crypto::KeyType::p384;
  else if (curve == "P-521")
    numbers.curve = crypto::KeyType::p521;
  else if (curve != "P-256")
    return std::nullopt;
  const auto x = octets_of(jwk, "x");
  const auto y = octets_of(jwk, "y");
  if (!x || !y) return std::nullopt;
  numbers.x = *x;
  numbers.y = *y;
  return numbers;
}

/// RFC 7518 section 6.3.1.2: an odd number above 1, as no other is an exponent.
bool is_exponent(std::string_view octets) {
  while (octets.starts_with('\0')) octets.remove_prefix(1);
  return octets != "\x01" && !octets.empty() && static_cast<unsigned char>(octets.back()) % 2 == 1;
}

std::optional<crypto::KeyNumbers> rsa_numbers(const json& jwk) {
  const auto n = octets_of(jwk, "n");
  const auto e = octets_of(jwk, "e");
  if (!n || !e || !is_exponent(*e)) return std::nullopt;
  crypto::RsaNumbers numbers;
  numbers.n = *n;
  numbers.e = *e;
  return numbers;
}

}  // namespace

std::string model_base64url_encode(std::string_view octets) {
  return model_base64_encode(octets, true);
}

std::optional<std::string> model_base64url_decode(std::string_view text) {
  return model_base64_decode(text, true);
}

std::optional<json> model_object(std::string_view text) {
  // Deeper than any reader takes, and no deeper than the stack.
  constexpr std::size_t kDeepest = 1024;
  return model_read_object(text, kDeepest);
}

std::size_t depth_of(const json& value) {
  if (!value.is_structured()) return 0;
  std::size_t deepest = 0;
  for (const json& item : value) deepest = std::max(deepest, depth_of(item));
  return deepest + 1;
}

std::optional<ModelJws> model_parse_jws(std::string_view compact) {
  if (std::ranges::count(compact, '.') != 2) return std::nullopt;
  const std::size_t first = compact.find('.');
  const std::size_t second = compact.rfind('.');
  const auto written = model_base64url_decode(compact.substr(0, first));
  auto payload = model_base64url_decode(compact.substr(first + 1, second - first - 1));
  auto signature = model_base64url_decode(compact.substr(second + 1));
  if (!written || !payload || !signature) return std::nullopt;
  auto header = model_object(*written);
  // Sections 4.1.1, 4.1.4 and 4.1.11.
  if (!header || !model_text(*header, "alg") || header->contains("crit")) return std::nullopt;
  if (header->contains("kid") && !model_text(*header, "kid")) return std::nullopt;
  return ModelJws{*std::move(header), *std::move(payload), std::string(compact.substr(0, second)),
                  *std::move(signature)};
}

bool model_verifies(const ModelJws& jws, std::string_view alg, const json& jwk) {
  if (jws.header.at("alg") != alg) return false;
  const crypto::Backend& backend = remembered_crypto();
  if (alg == "HS256") {
    const auto key = backend.mac_key(crypto::Hash::sha256, octets_of(jwk, "k").value_or(""));
    const auto tag = (*key)->authenticate(jws.signing_input);
    return std::ranges::equal(tag->octets(), jws.signature, {}, {},
                              [](char octet) { return static_cast<std::uint8_t>(octet); });
  }
  const auto numbers = model_numbers(jwk);
  if (!numbers) return false;
  const auto key = backend.public_key(*numbers);
  if (!key) return false;
  const bool edwards = alg == "EdDSA" && (*key)->type() == crypto::KeyType::ed25519;
  const bool curve = alg == "ES256" && (*key)->type() == crypto::KeyType::p256;
  if (!edwards && !curve) return false;
  return (*key)->verify(edwards ? crypto::Scheme::eddsa : crypto::Scheme::ecdsa,
                        edwards ? crypto::Hash::sha512 : crypto::Hash::sha256, jws.signing_input,
                        jws.signature);
}

bool model_trusts(const ModelJws& jws) {
  static const std::array keys{json::parse(kTestKeys[0].jwk_public),
                               json::parse(kTestKeys[1].jwk_public),
                               json::parse(kTestKeys[2].jwk_public)};
  static_assert(keys.size() == kTestKeys.size());
  for (std::size_t at = 0; at < keys.size(); ++at) {
    if (model_verifies(jws, kTestKeys[at].alg, keys[at])) return true;
  }
  return false;
}

std::optional<crypto::KeyNumbers> model_numbers(const json& jwk) {
  const auto kind = model_text(jwk, "kty");
  if (kind == "RSA") return rsa_numbers(jwk);
  const auto curve = model_text(jwk, "crv");
  if (!kind || !curve) return std::nullopt;
  if (*kind == "EC") return curve_numbers(jwk, *curve);
  const auto x = octets_of(jwk, "x");
  if (*kind != "OKP" || *curve != "Ed25519" || !x) return std::nullopt;
  return crypto::Ed25519Numbers{*x, {}};
}

std::string model_thumbprint(const json& jwk) {
  // Section 3.2, and RFC 8037 section 2: the members of each kind, in the order of their names.
  static const std::vector<std::pair<std::string, std::vector<std::string>>> members{
      {"EC", {"crv", "kty", "x", "y"}},
      {"OKP", {"crv", "kty", "x"}},
      {"RSA", {"e", "kty", "n"}},
      {"oct", {"k", "kty"}}};
  std::string text;
  for (const auto& [kind, names] : members) {
    if (jwk.at("kty") != kind) continue;
    for (const std::string& name : names) {
      text += text.empty() ? "{\"" : ",\"";
      text += name + "\":\"" + jwk.at(name).get<std::string>() + '"';
    }
  }
  return model_hash(text + '}');
}

std::string model_hash(std::string_view text) {
  const auto digest = remembered_crypto().digest(crypto::Hash::sha256, text);
  if (!digest) return {};
  return model_base64url_encode(std::string(digest->octets().begin(), digest->octets().end()));
}

std::optional<std::string> model_text(const json& object, const char* name) {
  if (!object.is_object() || !object.contains(name) || !object.at(name).is_string()) {
    return std::nullopt;
  }
  return object.at(name).get<std::string>();
}

std::size_t number_of(std::string_view text) {
  std::size_t sum = text.size();
  for (const char octet : text) sum = sum * 31 + static_cast<unsigned char>(octet);
  return sum;
}

std::string with_flipped_bit(std::string_view text) {
  std::string flipped(text);
  if (flipped.empty()) return flipped;
  const std::size_t sum = number_of(text);
  char& changed = flipped[(sum / 8) % flipped.size()];
  changed = static_cast<char>(static_cast<unsigned char>(changed) ^ (1U << (sum % 8)));
  return flipped;
}

}  // namespace oauthspec::fuzz
