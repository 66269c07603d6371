// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/jose/jws.h"

#include <utility>

#include "harness/reference/codec/base64.h"
#include "harness/reference/codec/json.h"

namespace oauth::jose {
namespace {

using nlohmann::json;

constexpr std::size_t kMostOctets = 1024UL * 1024;
constexpr std::size_t kHeaderDepth = 16;
// RFC 7518 sections 3.3 and 3.5.
constexpr std::size_t kLeastRsaBits = 2048;

std::unexpected<Error> refuse(Errc code, std::size_t offset = 0) {
  return std::unexpected(Error{code, offset});
}

Result<json> parse_header(std::string_view encoded) {
  const auto text = codec::base64_decode(encoded, codec::Base64::url);
  if (!text) return refuse(Errc::jws_malformed, text.error().offset);
  // RFC 7515 section 4: an object whose names are unique.
  auto header = codec::parse_json(*text, {.octets = kMostOctets, .depth = kHeaderDepth});
  if (!header || !header->is_object()) return refuse(Errc::jose_header_invalid);
  // RFC 7515 section 4.1.1: alg must be present, and is a string.
  const auto alg = header->find("alg");
  if (alg == header->end() || !alg->is_string()) return refuse(Errc::jose_header_invalid);
  // RFC7515-4.1.4-2
  if (const auto kid = header->find("kid"); kid != header->end() && !kid->is_string()) {
    return refuse(Errc::jose_header_invalid);
  }
  // RFC 7515 section 4.1.11: whatever crit names must be understood, and nothing is; an empty or malformed one is
  // no better.
  if (header->contains("crit")) return refuse(Errc::critical_unsupported);
  return *std::move(header);
}

/// RFC 7518 section 3.2: a key as long as the hash or longer.
bool long_enough(const Secret& secret, crypto::Hash hash) {
  return secret.reveal().size() >= crypto::digest_octets(hash);
}

Result<std::string> mac(const crypto::Backend& backend, const Algorithm& algorithm,
                        const Secret& secret, std::string_view text) {
  if (!long_enough(secret, algorithm.hash)) return refuse(Errc::key_invalid);
  const auto keyed = backend.mac_key(algorithm.hash, secret.reveal());
  if (!keyed) return std::unexpected(keyed.error());
  const auto tag = (*keyed)->authenticate(text);
  if (!tag) return std::unexpected(tag.error());
  const auto octets = tag->octets();
  return std::string(octets.begin(), octets.end());
}

/// RFC7518-3.3-1, RFC7518-3.5-3; other kinds of keys have one size.
Result<void> check_size(const crypto::Backend& backend, const crypto::PrivateKey& key) {
  if (key.type() != crypto::KeyType::rsa) return {};
  const auto numbers = key.public_numbers();
  if (!numbers) return std::unexpected(numbers.error());
  const auto half = backend.public_key(*numbers);
  if (!half) return std::unexpected(half.error());
  if ((*half)->bits() < kLeastRsaBits) return refuse(Errc::key_invalid);
  return {};
}

Result<std::string> signature_of(const crypto::Backend& backend, const Algorithm& algorithm,
                                 const SigningKey& key, std::string_view text) {
  if (const auto* secret = std::get_if<Secret>(&key)) {
    if (!algorithm.is_mac()) return refuse(Errc::key_invalid);
    return mac(backend, algorithm, *secret, text);
  }
  const auto& pair = std::get<std::shared_ptr<const crypto::PrivateKey>>(key);
  if (algorithm.is_mac() || pair == nullptr || pair->type() != algorithm.key) {
    return refuse(Errc::key_invalid);
  }
  if (auto done = check_size(backend, *pair); !done) return std::unexpected(done.error());
  return pair->sign(*algorithm.scheme, algorithm.hash, text);
}

}  // namespace

Result<Jws> parse_jws(std::string_view compact) {
  if (compact.size() > kMostOctets) return refuse(Errc::too_large, kMostOctets);
  // RFC 7515 section 7.1: three parts. A second look for more of them costs one pass, whatever the text.
  const std::size_t first = compact.find('.');
  const std::size_t second = first == std::string_view::npos ? first : compact.find('.', first + 1);
  if (second == std::string_view::npos) return refuse(Errc::jws_malformed, compact.size());
  if (const auto third = compact.find('.', second + 1); third != std::string_view::npos) {
    return refuse(Errc::jws_malformed, third);
  }
  auto header = parse_header(compact.substr(0, first));
  if (!header) return std::unexpected(header.error());
  auto payload =
      codec::base64_decode(compact.substr(first + 1, second - first - 1), codec::Base64::url);
  if (!payload) return refuse(Errc::jws_malformed, first + 1 + payload.error().offset);
  auto signature = codec::base64_decode(compact.substr(second + 1), codec::Base64::url);
  if (!signature) return refuse(Errc::jws_malformed, second + 1 + signature.error().offset);
  return Jws{*std::move(header), *std::move(payload), std::string(compact.substr(0, second)),
             *std::move(signature)};
}

Result<std::string> sign_jws(const crypto::Backend& backend, const json& header,
                             std::string_view payload, const SigningKey& key) {
  const auto alg = header.find("alg");
  const Algorithm* algorithm = alg != header.end() && alg->is_string()
                                   ? algorithm_named(alg->get_ref<const std::string&>())
                                   : nullptr;
  if (algorithm == nullptr) return refuse(Errc::algorithm_unsupported);
  const auto written = codec::write_json(header);
  if (!written) return std::unexpected(written.error());
  std::string text = codec::base64_encode(*written, codec::Base64::url) + '.' +
                     codec::base64_encode(payload, codec::Base64::url);
  const auto signature = signature_of(backend, *algorithm, key, text);
  if (!signature) return std::unexpected(signature.error());
  text += '.';
  text += codec::base64_encode(*signature, codec::Base64::url);
  return text;
}

Result<void> verify_jws(const crypto::Backend& backend, const Jws& jws, const Algorithm& algorithm,
                        const VerificationKey& key) {
  if (jws.alg() != algorithm.name) return refuse(Errc::algorithm_unsupported);
  if (const auto* secret = std::get_if<Secret>(&key)) {
    if (!algorithm.is_mac()) return refuse(Errc::key_invalid);
    const auto expected = mac(backend, algorithm, *secret, jws.signing_input);
    if (!expected) return std::unexpected(expected.error());
    if (!equal_in_constant_time(*expected, jws.signature)) return refuse(Errc::signature_invalid);
    return {};
  }
  // The octets of a public key are never the secret of an HMAC: the kinds do not mix.
  const auto& pair = std::get<std::shared_ptr<const crypto::PublicKey>>(key);
  if (algorithm.is_mac() || pair == nullptr || pair->type() != algorithm.key) {
    return refuse(Errc::key_invalid);
  }
  if (pair->type() == crypto::KeyType::rsa && pair->bits() < kLeastRsaBits) {
    return refuse(Errc::key_invalid);
  }
  if (!pair->verify(*algorithm.scheme, algorithm.hash, jws.signing_input, jws.signature)) {
    return refuse(Errc::signature_invalid);
  }
  return {};
}

}  // namespace oauth::jose
