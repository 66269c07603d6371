// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutate/jwt_text.h"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <span>

#include "fuzz/input/test_keys.h"
#include "fuzz/input/verdicts.h"
#include "fuzz/mutate/choice.h"
#include "harness/reference/codec/base64.h"
#include "harness/reference/jose/jwk.h"
#include "harness/reference/jose/jws.h"

namespace oauthspec::fuzz {
namespace {

namespace codec = oauth::codec;
namespace crypto = oauth::crypto;
namespace jose = oauth::jose;

/// Which octets may stand in a compact serialization. Every input is looked through for some.
constexpr std::array<bool, 256> kLetters = [] {
  std::array<bool, 256> letters{};
  constexpr std::string_view kAll =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
  for (const char letter : kAll) letters[static_cast<unsigned char>(letter)] = true;
  return letters;
}();

bool is_letter(char character) {
  return kLetters[static_cast<unsigned char>(character)];
}

/// The next place from `at` on where such letters begin, or end.
std::size_t next_place(std::string_view input, std::size_t at, bool letters) {
  while (at < input.size() && is_letter(input[at]) != letters) ++at;
  return at;
}

std::optional<Tree> object_of(std::string_view encoded) {
  const auto text = codec::base64_decode(encoded, codec::Base64::url);
  if (!text) return std::nullopt;
  auto tree = read_tree(*text);
  return tree && tree->is_object() ? std::move(tree) : std::nullopt;
}

std::vector<TokenPlace> tokens_in(std::string_view input) {
  std::vector<TokenPlace> found;
  std::size_t begin = next_place(input, 0, true);
  while (begin < input.size()) {
    const std::size_t end = next_place(input, begin, false);
    if (std::ranges::count(input.substr(begin, end - begin), '.') == 2) {
      found.push_back({begin, end});
    }
    begin = next_place(input, end, true);
  }
  return found;
}

std::optional<JwtText> read_token(std::string_view input, const TokenPlace& place) {
  const auto [begin, end] = place;
  const std::string_view text = input.substr(begin, end - begin);
  const std::size_t first = text.find('.');
  const std::size_t second = text.rfind('.');
  auto header = object_of(text.substr(0, first));
  if (!header) return std::nullopt;
  auto claims = object_of(text.substr(first + 1, second - first - 1));
  if (!claims) return std::nullopt;
  return JwtText{place, *std::move(header), *std::move(claims),
                 std::string(text.substr(second + 1))};
}

/// A key, parsed: the one of a tag, or the other.
struct Signer {
  const jose::Algorithm* algorithm;
  std::unique_ptr<crypto::MacKey> mac;
  std::unique_ptr<const crypto::PrivateKey> pair;
  std::size_t asked = 0;  ///< As its public half is asked for verdicts.
  Tree jwk_public;
};

crypto::Scheme scheme_of(const jose::Algorithm& algorithm) {
  return algorithm.scheme.value_or(crypto::Scheme::eddsa);
}

Signer signer(const TestKey& key) {
  const auto jwk = nlohmann::json::parse(key.jwk);
  const jose::Algorithm* const algorithm = jose::algorithm_named(key.alg);
  Signer made{algorithm, nullptr, nullptr, 0, Tree::parse(key.jwk_public)};
  if (algorithm->is_mac()) {
    const oauth::Secret secret = jose::symmetric_key(jwk).value();
    made.mac = crypto::openssl().mac_key(algorithm->hash, secret.reveal()).value();
  } else {
    const crypto::KeyNumbers numbers = jose::key_numbers(jwk).value();
    made.pair = crypto::openssl().private_key(numbers).value();
    made.asked = AskedKey(numbers).in(scheme_of(*algorithm), algorithm->hash);
  }
  return made;
}

std::vector<Signer> signers_of(std::span<const TestKey> keys) {
  std::vector<Signer> made;
  for (const TestKey& key : keys) made.push_back(signer(key));
  return made;
}

const std::vector<Signer>& signers() {
  static const std::vector<Signer> all = signers_of(kTestKeys);
  return all;
}

/// The stranger whose key the header brings along; null where it brings none of them.
const Signer* stranger_of(const Tree& header) {
  static const std::vector<Signer> all = signers_of(kStrangersKeys);
  if (!header.contains("jwk")) return nullptr;
  const auto found = std::ranges::find_if(
      all, [&header](const Signer& stranger) { return stranger.jwk_public == header.at("jwk"); });
  return found == all.end() ? nullptr : &*found;
}

const Signer& signer_for(const Tree& header, std::size_t otherwise) {
  if (const Signer* const stranger = stranger_of(header)) return *stranger;
  const Signer* chosen = &signers()[otherwise % signers().size()];
  for (const Signer& known : signers()) {
    if (header.contains("alg") && header.at("alg") == known.algorithm->name) chosen = &known;
  }
  return *chosen;
}

std::string signature_of(const Signer& signer, std::string_view text) {
  if (signer.mac) {
    return codec::base64_encode(signer.mac->authenticate(text)->octets(), codec::Base64::url);
  }
  const auto signature =
      signer.pair->sign(scheme_of(*signer.algorithm), signer.algorithm->hash, text);
  if (!signature) return "";
  note_verdict({signer.asked, text, *signature}, true);
  return codec::base64_encode(*signature, codec::Base64::url);
}

}  // namespace

std::vector<JwtText> find_jwts(std::string_view input) {
  std::vector<JwtText> found;
  for (const TokenPlace& place : tokens_in(input)) {
    if (auto jwt = read_token(input, place)) found.push_back(*std::move(jwt));
  }
  return found;
}

std::optional<JwtText> find_a_jwt(std::string_view input, Dice& dice) {
  std::vector<TokenPlace> places = tokens_in(input);
  while (!places.empty()) {
    const std::size_t chosen = below(dice, places.size());
    if (auto jwt = read_token(input, places[chosen])) return jwt;
    erase_item(places, chosen);
  }
  return std::nullopt;
}

std::optional<TokenPlace> find_a_token(std::string_view input, Dice& dice) {
  const std::vector<TokenPlace> places = tokens_in(input);
  if (places.empty()) return std::nullopt;
  return pick(places, dice);
}

std::string signing_input(std::string_view header, std::string_view claims) {
  return codec::base64_encode(header, codec::Base64::url) + '.' +
         codec::base64_encode(claims, codec::Base64::url);
}

std::string signed_with_test_key(const std::string& input, const Tree& header,
                                 std::size_t otherwise) {
  return input + '.' + signature_of(signer_for(header, otherwise), input);
}

std::string with_wrong_signature(const std::string& input, const Tree& header,
                                 const std::string& signature) {
  const Signer& asked = signer_for(header, 0);
  const auto octets = codec::base64_decode(signature, codec::Base64::url);
  if (octets && !asked.mac) note_verdict({asked.asked, input, *octets}, false);
  return input + '.' + signature;
}

}  // namespace oauthspec::fuzz
