// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/jwt_model.h"

#include <string>

#include "fuzz/oracle/json_object.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;

/// Reads one claim; false where it is there, and of another type.
bool read(const json& claims, const char* name, std::optional<std::string>& into) {
  into = model_text(claims, name);
  return into || !claims.contains(name);
}

bool read(const json& claims, const char* name, std::optional<double>& into) {
  if (!claims.contains(name)) return true;
  if (!claims.at(name).is_number()) return false;
  into = claims.at(name).get<double>();
  return true;
}

// RFC 7519 section 4.1.3: an array of strings; or one string, in the special case of one.
bool read(const json& claims, const char* name, std::optional<std::vector<std::string>>& into) {
  if (!claims.contains(name)) return true;
  const json& value = claims.at(name);
  if (!value.is_string() && !value.is_array()) return false;
  std::vector<std::string> texts;
  for (const json& item : value) {
    if (!item.is_string()) return false;
    texts.push_back(item.get<std::string>());
  }
  into = texts;
  return true;
}

std::string lower(std::string text) {
  for (char& letter : text) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + ('a' - 'A'));
  }
  return text;
}

}  // namespace

std::optional<RegisteredClaims> model_claims(const json& claims) {
  RegisteredClaims known;
  const bool typed = read(claims, "iss", known.iss) && read(claims, "sub", known.sub) &&
                     read(claims, "jti", known.jti) && read(claims, "aud", known.aud) &&
                     read(claims, "exp", known.exp) && read(claims, "nbf", known.nbf) &&
                     read(claims, "iat", known.iat);
  if (!typed) return std::nullopt;
  return known;
}

std::optional<RegisteredClaims> model_claims(const ModelJws& jws) {
  const auto claims = model_object(jws.payload);
  if (!claims || model_has_type(jws.header, "cty", "jwt")) return std::nullopt;
  return model_claims(*claims);
}

bool model_in_time(const RegisteredClaims& claims, double now, double leeway) {
  // "on or after which the JWT MUST NOT be accepted"; "before which the JWT MUST NOT be accepted"
  const bool expired = claims.exp && now - leeway >= *claims.exp;
  const bool too_early = claims.nbf && now + leeway < *claims.nbf;
  return !expired && !too_early;
}

bool model_has_type(const json& header, const char* parameter, std::string_view type) {
  const auto written = model_text(header, parameter);
  if (!written) return false;
  const std::string text = lower(*written);
  return text == type || text == "application/" + std::string(type);
}

bool is_plain(const ModelJws& jws) {
  constexpr std::size_t kMost = 8;
  return depth_of(jws.header) <= kMost && depth_of_text(jws.payload) <= kMost;
}

}  // namespace oauthspec::fuzz
