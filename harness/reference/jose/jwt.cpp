// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/jose/jwt.h"

#include <algorithm>
#include <utility>

#include "harness/reference/codec/json.h"

namespace oauth::jose {
namespace {

using nlohmann::json;

constexpr std::size_t kMostOctets = 1024UL * 1024;

std::unexpected<Error> refuse(Errc code) {
  return std::unexpected(Error{code, 0});
}

Result<void> read(const json& claims, const char* name, std::optional<std::string>& into) {
  const auto found = claims.find(name);
  if (found == claims.end()) return {};
  if (!found->is_string()) return refuse(Errc::claim_invalid);
  into = found->get<std::string>();
  return {};
}

// RFC 7519 section 2: NumericDate is a JSON number, with a fraction perhaps.
Result<void> read(const json& claims, const char* name, std::optional<double>& into) {
  const auto found = claims.find(name);
  if (found == claims.end()) return {};
  if (!found->is_number()) return refuse(Errc::claim_invalid);
  into = found->get<double>();
  return {};
}

// RFC 7519 section 4.1.3: an array of strings, or one string.
Result<void> read(const json& claims, const char* name,
                  std::optional<std::vector<std::string>>& into) {
  const auto found = claims.find(name);
  if (found == claims.end()) return {};
  if (found->is_string()) {
    into = std::vector{found->get<std::string>()};
    return {};
  }
  if (!found->is_array() || !std::ranges::all_of(*found, &json::is_string)) {
    return refuse(Errc::claim_invalid);
  }
  into = found->get<std::vector<std::string>>();
  return {};
}

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

/// RFC7515-4.1.9-1: whether a header parameter names the media type.
bool names_type(const json& header, const char* parameter, std::string_view type) {
  const auto found = header.find(parameter);
  if (found == header.end() || !found->is_string()) return false;
  std::string written = found->get<std::string>();
  std::ranges::transform(written, written.begin(), lower);
  constexpr std::string_view kPrefix = "application/";
  std::string_view bare = written;
  if (bare.starts_with(kPrefix)) bare.remove_prefix(kPrefix.size());
  return bare == type;
}

}  // namespace

Result<Claims> parse_claims(std::string_view payload) {
  auto object = codec::parse_json(payload, {.octets = kMostOctets});
  if (!object || !object->is_object()) return refuse(Errc::jws_malformed);
  Claims claims;
  Result<void> done;
  const auto add = [&](const char* name, auto& into) {
    if (done) done = read(*object, name, into);
  };
  add("iss", claims.issuer);
  add("sub", claims.subject);
  add("jti", claims.id);
  add("aud", claims.audience);
  add("exp", claims.expires);
  add("nbf", claims.not_before);
  add("iat", claims.issued);
  if (!done) return std::unexpected(done.error());
  claims.all = *std::move(object);
  return claims;
}

Result<Claims> claims_of(const Jws& jws) {
  // RFC7519-7.2-3
  if (names_type(jws.header, "cty", "jwt")) return refuse(Errc::jws_malformed);
  return parse_claims(jws.payload);
}

Result<void> check_times(const Claims& claims, double now, double leeway) {
  // RFC 7519 section 4.1.4: on exp it has expired already.
  if (claims.expires && now - leeway >= *claims.expires) return refuse(Errc::jwt_expired);
  if (claims.not_before && now + leeway < *claims.not_before)
    return refuse(Errc::jwt_not_yet_valid);
  return {};
}

bool has_type(const json& header, std::string_view type) {
  return names_type(header, "typ", type);
}

}  // namespace oauth::jose
