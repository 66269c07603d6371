// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutate/jwt_text.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <span>

#include "fuzz/input/test_keys.h"
#include "harness/reference/codec/base64.h"
#include "harness/reference/jose/jwk.h"
#include "harness/reference/jose/jws.h"

namespace oauthspec::fuzz {
namespace {

namespace codec = oauth::codec;
namespace crypto = oauth::crypto;
namespace jose = oauth::jose;

/// Whether the character may stand in a compact serialization. Every input is looked through for some, octet by octet.
bool is_letter(char character) {
  const char lower = static_cast<char>(character | 0x20);
  return (lower >= 'a' && lower <= 'z') || (character >= '0' && character <= '9') ||
         character == '-' || character == '_' || character == '.';
}

/// The next place from `at` on where such letters begin, or end.
std::size_t next_place(std::string_view input, std::size_t at, bool letters) {
  while (at < input.size() && is_letter(input[at]) != letters) ++at;
  return at;
}

std::optional<Tree> object_of(std::string_view encoded) {
  const auto text = codec::base64_decode(encoded, codec::Base64::url);
  if (!text) return std::nullopt;
  Tree tree = Tree::parse(*text, nullptr, false);
  if (!tree.is_object()) return std::nullopt;
  return tree;
}

std::optional<JwtText> jwt_at(std::string_view input, std::size_t begin, std::size_t end) {
  const std::string_view text = input.substr(begin, end - begin);
  if (std::ranges::count(text, '.') != 2) return std::nullopt;
  const std::size_t first = text.find('.');
  const std::size_t second = text.rfind('.');
  auto header = object_of(text.substr(0, first));
  auto claims = object_of(text.substr(first + 1, second - first - 1));
  if (!header || !claims) return std::nullopt;
  return JwtText{begin, end, *std::move(header), *std::move(claims),
                 std::string(text.substr(second + 1))};
}

/// A key, parsed.
struct Signer {
  const jose::Algorithm* algorithm;
  jose::SigningKey key;
  Tree jwk_public;
};

Signer signer(const TestKey& key) {
  const auto jwk = nlohmann::json::parse(key.jwk);
  const jose::Algorithm* const algorithm = jose::algorithm_named(key.alg);
  if (algorithm->is_mac())
    return {algorithm, jose::symmetric_key(jwk).value(), Tree::parse(key.jwk_public)};
  const auto numbers = jose::key_numbers(jwk).value();
  return {algorithm,
          std::shared_ptr<const crypto::PrivateKey>(crypto::openssl().private_key(numbers).value()),
          Tree::parse(key.jwk_public)};
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

std::string signature_of(const Signer& signer, std::string_view text) {
  if (const auto* secret = std::get_if<oauth::Secret>(&signer.key)) {
    const auto key = crypto::openssl().mac_key(signer.algorithm->hash, secret->reveal());
    const auto tag = (*key)->authenticate(text);
    return codec::base64_encode(tag->octets(), codec::Base64::url);
  }
  const auto& pair = std::get<std::shared_ptr<const crypto::PrivateKey>>(signer.key);
  const auto scheme = signer.algorithm->scheme.value_or(crypto::Scheme::eddsa);
  const auto signature = pair->sign(scheme, signer.algorithm->hash, text);
  return codec::base64_encode(signature.value_or(""), codec::Base64::url);
}

}  // namespace

std::vector<JwtText> find_jwts(std::string_view input) {
  std::vector<JwtText> found;
  std::size_t begin = next_place(input, 0, true);
  while (begin < input.size()) {
    const std::size_t end = next_place(input, begin, false);
    if (auto jwt = jwt_at(input, begin, end)) found.push_back(*std::move(jwt));
    begin = next_place(input, end, true);
  }
  return found;
}

std::string signing_input(std::string_view header, std::string_view claims) {
  return codec::base64_encode(header, codec::Base64::url) + '.' +
         codec::base64_encode(claims, codec::Base64::url);
}

std::string signed_with_test_key(const std::string& input, const Tree& header,
                                 std::size_t otherwise) {
  const Signer* chosen = &signers()[otherwise % signers().size()];
  for (const Signer& known : signers()) {
    if (header.contains("alg") && header.at("alg") == known.algorithm->name) chosen = &known;
  }
  if (const Signer* const stranger = stranger_of(header)) chosen = stranger;
  return input + '.' + signature_of(*chosen, input);
}

}  // namespace oauthspec::fuzz
