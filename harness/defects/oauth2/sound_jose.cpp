// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <utility>
#include <variant>

#include "harness/defects/oauth2/jose.h"
#include "harness/defects/oauth2/remembered.h"
#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/json.h"

namespace oauthspec::defects::oauth2 {
namespace {

using oauth::Secret;
using oauth::crypto::KeyType;
using oauth::crypto::PublicKey;

constexpr std::size_t kMostOctets = 1024UL * 1024;
constexpr std::size_t kLeastRsaBits = 2048;

Result<Compact> split(string_view compact) {
  const std::size_t first = compact.find('.');
  const std::size_t second = first == string_view::npos ? first : compact.find('.', first + 1);
  if (second == string_view::npos || compact.find('.', second + 1) != string_view::npos)
    return refusal(Errc::jws_malformed);
  return Compact{std::string(compact.substr(0, first)),
                 std::string(compact.substr(first + 1, second - first - 1)),
                 std::string(compact.substr(second + 1))};
}

Result<std::string> decode(string_view base64url) {
  auto octets = oauth::codec::base64_decode(base64url, oauth::codec::Base64::url);
  if (!octets) return refusal(Errc::jws_malformed);
  return octets;
}

Result<json> parse(string_view text) {
  auto value = oauth::codec::parse_json(text, {.octets = kMostOctets});
  if (!value || !value->is_object()) return refusal(Errc::jws_malformed);
  return value;
}

Result<void> check_header(const json& header) {
  if (!header.contains("alg") || !header.at("alg").is_string() ||
      (header.contains("kid") && !header.at("kid").is_string()))
    return refusal(Errc::jose_header_invalid);
  return {};
}

Result<void> check_critical(const json& header) {
  if (header.contains("crit")) return refusal(Errc::critical_unsupported);
  return {};
}

bool is_nested(const json& header) {
  return oauth::jose::has_type({{"typ", header.value("cty", json())}}, "jwt");
}

std::string signed_text(const Compact& parts, const json& /*header*/) {
  return parts.header + "." + parts.payload;
}

const Algorithm* algorithm(const json& header) {
  return oauth::jose::algorithm_named(header.at("alg").get_ref<const std::string&>());
}

bool never(const UnverifiedJwt& /*jwt*/) {
  return false;
}

bool is_strong(const Algorithm& algorithm, const Verifier& key) {
  if (const auto* secret = std::get_if<Secret>(&key.key))
    return secret->reveal().size() >= oauth::crypto::digest_octets(algorithm.hash);
  const auto& pair = *std::get<std::shared_ptr<const PublicKey>>(key.key);
  return pair.type() != KeyType::rsa || pair.bits() >= kLeastRsaBits;
}

bool is_for(const Algorithm& algorithm, const Verifier& key) {
  if (std::holds_alternative<Secret>(key.key)) return algorithm.is_mac();
  const auto& pair = *std::get<std::shared_ptr<const PublicKey>>(key.key);
  return !algorithm.is_mac() && pair.type() == algorithm.key;
}

bool verify_mac(const Algorithm& algorithm, const Secret& secret, const UnverifiedJwt& jwt) {
  const auto keyed = oauth::crypto::openssl().mac_key(algorithm.hash, secret.reveal());
  const auto tag = keyed ? (*keyed)->authenticate(jwt.text)
                         : Result<oauth::crypto::Digest>(std::unexpected(keyed.error()));
  if (!tag) return false;
  const auto octets = tag->octets();
  return oauth::equal_in_constant_time(std::string(octets.begin(), octets.end()), jwt.signature);
}

bool verify(const Algorithm& algorithm, const Verifier& key, const UnverifiedJwt& jwt) {
  if (!is_for(algorithm, key)) return false;
  if (const auto* secret = std::get_if<Secret>(&key.key))
    return verify_mac(algorithm, *secret, jwt);
  const auto& pair = *std::get<std::shared_ptr<const PublicKey>>(key.key);
  return remembered(
      std::string(algorithm.name) + key.written.dump() + jwt.text + '.' + jwt.signature,
      [&] { return pair.verify(*algorithm.scheme, algorithm.hash, jwt.text, jwt.signature); });
}

Result<Claims> claims(const json& payload) {
  return oauth::jose::parse_claims(payload.dump());
}

}  // namespace

template <>
const Jose& sound<Jose>() {
  static constexpr Jose kSound{split,          decode,    parse,       check_header,
                               check_critical, is_nested, signed_text, algorithm,
                               never,          is_strong, verify,      claims};
  return kSound;
}

Result<UnverifiedJwt> read_jwt(const Jose& library, string_view compact) {
  const auto parts = library.split(compact);
  if (!parts) return std::unexpected(parts.error());
  const auto text = library.decode(parts->header);
  if (!text) return std::unexpected(text.error());
  auto header = library.parse(*text);
  if (!header) return refusal(Errc::jose_header_invalid);
  for (const auto check : {library.check_header, library.check_critical}) {
    if (auto done = check(*header); !done) return std::unexpected(done.error());
  }
  if (library.is_nested(*header)) return refusal(Errc::jws_malformed);
  auto payload = library.decode(parts->payload);
  if (!payload) return std::unexpected(payload.error());
  auto signature = library.decode(parts->signature);
  if (!signature) return std::unexpected(signature.error());
  std::string signed_by_somebody = library.signed_text(*parts, *header);
  return UnverifiedJwt{*std::move(header), *std::move(payload), *std::move(signature),
                       std::move(signed_by_somebody)};
}

Result<void> verify_jwt(const Jose& library, const UnverifiedJwt& jwt,
                        const std::vector<Verifier>& keys) {
  if (library.is_unsigned(jwt)) return {};
  const Algorithm* algorithm = library.algorithm(jwt.header);
  if (algorithm == nullptr) return refusal(Errc::algorithm_unsupported);
  Errc reason = Errc::key_invalid;
  for (const Verifier& key : keys) {
    if (!library.is_strong(*algorithm, key)) continue;
    if (library.verify(*algorithm, key, jwt)) return {};
    if (is_for(*algorithm, key)) reason = Errc::signature_invalid;
  }
  return refusal(reason);
}

}  // namespace oauthspec::defects::oauth2
