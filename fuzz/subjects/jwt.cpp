// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/jose/jwt.h"

#include "fuzz/oracle/jwt.h"
#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {
namespace {

namespace jose = oauth::jose;

std::optional<jose::Claims> claims_of(std::string_view compact) {
  const auto jws = jose::parse_jws(compact);
  if (!jws) return std::nullopt;
  auto claims = jose::claims_of(*jws);
  if (!claims) return std::nullopt;
  return *std::move(claims);
}

std::optional<RegisteredClaims> read(std::string_view compact) {
  const auto claims = claims_of(compact);
  if (!claims) return std::nullopt;
  return RegisteredClaims{claims->issuer,  claims->subject,    claims->id,    claims->audience,
                          claims->expires, claims->not_before, claims->issued};
}

bool in_time(std::string_view compact, double now, double leeway) {
  const auto claims = claims_of(compact);
  return claims && jose::check_times(*claims, now, leeway).has_value();
}

bool has_type(std::string_view compact, std::string_view type) {
  const auto jws = jose::parse_jws(compact);
  return jws && jose::has_type(jws->header, type);
}

}  // namespace

template <>
JwtReader reference<JwtReader>() {
  return {.read = read, .in_time = in_time, .has_type = has_type};
}

}  // namespace oauthspec::fuzz
