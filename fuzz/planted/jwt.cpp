// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/jwt.h"

#include <array>

#include "fuzz/planted/planted.h"
#include "fuzz/subjects/reference.h"
#include "harness/reference/jose/jwt.h"

namespace oauthspec::fuzz {
namespace {

namespace jose = oauth::jose;

std::optional<RegisteredClaims> read_right(std::string_view compact) {
  return reference<JwtReader>().read(compact);
}

std::optional<RegisteredClaims> read_nested(std::string_view compact) {
  const auto jws = jose::parse_jws(compact);
  const auto claims = jws ? jose::parse_claims(jws->payload) : std::unexpected(oauth::Error{});
  if (!claims) return std::nullopt;
  return RegisteredClaims{claims->issuer,  claims->subject,    claims->id,    claims->audience,
                          claims->expires, claims->not_before, claims->issued};
}

std::optional<RegisteredClaims> read_first_audience(std::string_view compact) {
  auto claims = read_right(compact);
  if (claims && claims->aud && claims->aud->size() > 1) claims->aud->resize(1);
  return claims;
}

std::optional<RegisteredClaims> read_whole_seconds(std::string_view compact) {
  auto claims = read_right(compact);
  if (claims && claims->iat && *claims->iat > 0 && *claims->iat < 4e9) {
    claims->iat = static_cast<double>(static_cast<long>(*claims->iat));
  }
  return claims;
}

bool in_time_on_exp(std::string_view compact, double now, double leeway) {
  const auto claims = read_right(compact);
  return claims && !(claims->exp && now - leeway > *claims->exp) &&
         !(claims->nbf && now + leeway < *claims->nbf);
}

bool in_time_without_nbf(std::string_view compact, double now, double leeway) {
  const auto claims = read_right(compact);
  return claims && !(claims->exp && now - leeway >= *claims->exp);
}

bool has_type_with_case(std::string_view compact, std::string_view type) {
  const auto jws = jose::parse_jws(compact);
  return jws && jws->header.contains("typ") &&
         (jws->header.at("typ") == type || jose::has_type(jws->header, "jwt")) &&
         jose::has_type(jws->header, type);
}

constexpr auto kBugs = std::to_array<PlantedBug<JwtReader>>({
    {"nested-is-claims", "A token whose cty says that it holds another is read as claims.",
     "RFC 7519 5.2", [](JwtReader& reader) { reader.read = read_nested; }},
    {"first-audience-only", "Of several audiences one is seen.", "RFC 7519 4.1.3",
     [](JwtReader& reader) { reader.read = read_first_audience; }},
    {"fraction-is-lost", "A time loses its fraction.", "RFC 7519 2, NumericDate",
     [](JwtReader& reader) { reader.read = read_whole_seconds; }},
    {"good-on-exp", "A token is taken in the very second in which it expires.", "RFC 7519 4.1.4",
     [](JwtReader& reader) { reader.in_time = in_time_on_exp; }},
    {"nbf-is-ignored", "A token is taken before its time.", "RFC 7519 4.1.5",
     [](JwtReader& reader) { reader.in_time = in_time_without_nbf; }},
    {"typ-by-case", "A media type other than JWT is compared with case.", "RFC 7515 4.1.9",
     [](JwtReader& reader) { reader.has_type = has_type_with_case; }},
});

}  // namespace

template <>
std::span<const PlantedBug<JwtReader>> planted_bugs<JwtReader>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
