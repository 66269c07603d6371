// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/jwk.h"

#include <array>

#include <nlohmann/json.hpp>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"
#include "harness/reference/codec/base64.h"
#include "harness/reference/jose/jwk.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;

/// The right answer where the text is an object.
std::optional<json> object_of(std::string_view jwk) {
  json object = json::parse(jwk, nullptr, false);
  if (!object.is_object()) return std::nullopt;
  return object;
}

std::optional<std::string> half_with_primes(std::string_view jwk) {
  const auto half = reference<JwkReader>().public_half(jwk);
  const auto object = object_of(jwk);
  if (!half || !object || !object->contains("oth")) return half;
  json more = json::parse(*half);
  more["oth"] = object->at("oth");
  return more.dump();
}

std::optional<std::string> thumbprint_of_all(std::string_view jwk) {
  const auto print = reference<JwkReader>().thumbprint(jwk);
  const auto object = object_of(jwk);
  if (!print || !object || !object->contains("use")) return print;
  const auto digest = oauth::crypto::openssl().digest(oauth::crypto::Hash::sha256, object->dump());
  return oauth::codec::base64_encode(digest->octets(), oauth::codec::Base64::url);
}

/// Only d makes a key private.
bool is_private_by_d(std::string_view jwk) {
  const auto object = object_of(jwk);
  return reference<JwkReader>().is_private(jwk) && object &&
         (object->contains("d") || object->contains("k"));
}

/// x alone is looked at: the curve gives two points.
std::optional<std::string> import_without_y(std::string_view jwk) {
  const auto right = reference<JwkReader>().imported(jwk);
  const auto half = reference<JwkReader>().public_half(jwk);
  if (right || !half) return right;
  const json key = json::parse(*half);
  return key.value("crv", "") == "P-384" && key.at("x").get<std::string>().size() > 2 ? half
                                                                                      : right;
}

constexpr auto kBugs = std::to_array<PlantedBug<JwkReader>>({
    {"other-primes-are-public", "The public half keeps the other primes of an RSA key.",
     "RFC 7518 6.3.2.7", [](JwkReader& reader) { reader.public_half = half_with_primes; }},
    {"thumbprint-of-all-members", "A thumbprint is that of all members where use is among them.",
     "RFC 7638 3.2", [](JwkReader& reader) { reader.thumbprint = thumbprint_of_all; }},
    {"private-by-d-alone", "A prime of a key is shown to anybody.", "RFC 9449 4.3 check 7",
     [](JwkReader& reader) { reader.is_private = is_private_by_d; }},
    {"point-is-not-checked", "A point on P-384 may lie beside its curve.",
     "invalid-curve attacks, go-jose CVE-2016-9121",
     [](JwkReader& reader) { reader.imported = import_without_y; }},
});

}  // namespace

template <>
std::span<const PlantedBug<JwkReader>> planted_bugs<JwkReader>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
