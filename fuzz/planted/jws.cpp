// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/jws.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <variant>

#include "fuzz/oracle/remembered_crypto.h"
#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"
#include "fuzz/subjects/test_key_ring.h"
#include "harness/reference/codec/base64.h"
#include "harness/reference/jose/jwk.h"

namespace oauthspec::fuzz {
namespace {

namespace jose = oauth::jose;
namespace codec = oauth::codec;
namespace crypto = oauth::crypto;

bool is_signed(const jose::Jws& jws, const jose::Algorithm& algorithm,
               const jose::VerificationKey& key) {
  return jose::verify_jws(remembered_crypto(), jws, algorithm, key).has_value();
}

std::optional<std::string> verify_right(std::string_view compact) {
  return reference<JwsReader>().verify(compact);
}

std::optional<std::string> verify_none(std::string_view compact) {
  const auto jws = jose::parse_jws(compact);
  if (jws && jws->alg() == "none" && jws->signature.empty()) return jws->payload;
  return verify_right(compact);
}

std::optional<std::string> verify_with_zeros(std::string_view compact) {
  const auto jws = jose::parse_jws(compact);
  const auto is_zero = [](char octet) { return octet == 0; };
  if (jws && jws->alg() == "ES256" && jws->signature.size() == 64 &&
      std::ranges::all_of(jws->signature, is_zero)) {
    return jws->payload;
  }
  return verify_right(compact);
}

/// The key that a header brings along, of whatever kind.
std::optional<jose::VerificationKey> key_of_header(const jose::Jws& jws) {
  const auto jwk = jws.header.find("jwk");
  if (jwk == jws.header.end()) return std::nullopt;
  if (auto secret = jose::symmetric_key(*jwk)) return *std::move(secret);
  const auto numbers = jose::key_numbers(*jwk);
  if (!numbers) return std::nullopt;
  auto key = remembered_crypto().public_key(*numbers);
  if (!key) return std::nullopt;
  return std::shared_ptr<const crypto::PublicKey>(*std::move(key));
}

std::optional<std::string> verify_with_header_key(std::string_view compact) {
  const auto jws = jose::parse_jws(compact);
  const jose::Algorithm* const algorithm = jws ? jose::algorithm_named(jws->alg()) : nullptr;
  const auto key = algorithm != nullptr ? key_of_header(*jws) : std::nullopt;
  if (key && is_signed(*jws, *algorithm, *key)) return jws->payload;
  return verify_right(compact);
}

/// Of the tag, as many octets are compared as the token has.
std::optional<std::string> verify_short_tag(std::string_view compact) {
  const auto jws = jose::parse_jws(compact);
  if (!jws || jws->alg() != "HS256" || jws->signature.size() > 1) return verify_right(compact);
  const auto* secret = std::get_if<oauth::Secret>(&test_key_ring().front().verification);
  const auto key = remembered_crypto().mac_key(crypto::Hash::sha256, secret->reveal());
  const auto tag = (*key)->authenticate(jws->signing_input);
  const std::string whole(tag->octets().begin(), tag->octets().end());
  return whole.starts_with(jws->signature) ? std::optional(jws->payload) : std::nullopt;
}

std::optional<JwsParts> parse_loosely(std::string_view compact) {
  const std::size_t end = compact.find('=');
  return reference<JwsReader>().parse(compact.substr(0, end));
}

/// crit is thrown away before the header is looked at.
std::optional<JwsParts> parse_without_crit(std::string_view compact) {
  const std::size_t dot = compact.find('.');
  const auto text = codec::base64_decode(compact.substr(0, dot), codec::Base64::url);
  if (!text || dot == std::string_view::npos) return reference<JwsReader>().parse(compact);
  auto header = nlohmann::json::parse(*text, nullptr, false);
  if (!header.is_object() || header.erase("crit") == 0)
    return reference<JwsReader>().parse(compact);
  const auto written = header.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return reference<JwsReader>().parse(codec::base64_encode(written, codec::Base64::url) +
                                      std::string(compact.substr(dot)));
}

constexpr auto kBugs = std::to_array<PlantedBug<JwsReader>>({
    {"none-is-a-signature", "A token of alg none without a signature is taken.",
     "RFC 8725 2.1; p5-oidc-lite CVE-2026-13089",
     [](JwsReader& reader) { reader.verify = verify_none; }},
    {"zeros-are-a-signature", "An ES256 signature of r = s = 0 is taken.", "Java CVE-2022-21449",
     [](JwsReader& reader) { reader.verify = verify_with_zeros; }},
    {"key-of-the-header", "The key that the header brings along verifies it.",
     "Authlib CVE-2026-27962", [](JwsReader& reader) { reader.verify = verify_with_header_key; }},
    {"short-tag", "As many octets of a tag are compared as the token has.", "cjose CVE-2023-37464",
     [](JwsReader& reader) { reader.verify = verify_short_tag; }},
    {"padding-ends-the-text", "What follows a padding character is not looked at.", "RFC 7515 2",
     [](JwsReader& reader) { reader.parse = parse_loosely; }},
    {"crit-is-ignored", "Extensions that must be understood are ignored.",
     "Authlib CVE-2025-59420, python-jose #413",
     [](JwsReader& reader) { reader.parse = parse_without_crit; }},
});

}  // namespace

template <>
std::span<const PlantedBug<JwsReader>> planted_bugs<JwsReader>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
