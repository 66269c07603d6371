// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/dpop_model.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <vector>

#include "fuzz/oracle/jwt_model.h"
#include "fuzz/oracle/uri_model.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;
using oauth::message::Request;

std::string lower(std::string_view text) {
  std::string small(text);
  for (char& letter : small) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter + ('a' - 'A'));
  }
  return small;
}

bool is_unreserved(char letter) {
  constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
  return letters.contains(letter);
}

/// Sections 6.2.2.1 and 6.2.2.2: escapes in upper case, and none where none is needed.
std::string plain_escapes(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string plain;
  while (!text.empty()) {
    unsigned octet = 0;
    const bool escape = text.front() == '%' && text.size() >= 3;
    if (escape) std::from_chars(text.data() + 1, text.data() + 3, octet, 16);
    if (!escape) {
      plain += text.front();
    } else if (is_unreserved(static_cast<char>(octet))) {
      plain += static_cast<char>(octet);
    } else {
      ((plain += '%') += digits[octet / 16]) += digits[octet % 16];
    }
    text.remove_prefix(escape ? 3 : 1);
  }
  return plain;
}

/// Section 6.2.2.3, of a path that begins with a slash.
std::string without_dot_segments(std::string_view path) {
  std::vector<std::string_view> kept;
  bool open = false;  // The path ends with a slash.
  while (!path.empty()) {
    path.remove_prefix(1);
    const std::string_view segment = path.substr(0, path.find('/'));
    path.remove_prefix(segment.size());
    open = segment == "." || segment == "..";
    if (segment == ".." && !kept.empty()) kept.pop_back();
    if (!open) kept.push_back(segment);
  }
  std::string plain;
  for (const std::string_view segment : kept) (plain += '/') += segment;
  return open || plain.empty() ? plain + '/' : plain;
}

std::optional<std::string> field_of(const Request& request, std::string_view name) {
  std::vector<std::string> values;
  for (const auto& field : request.headers) {
    if (lower(field.name) == name) values.push_back(field.value);
  }
  if (values.size() != 1) return std::nullopt;
  return values.front();
}

/// Check 7: the key is in the header, and shows no private part.
bool is_public(const json& jwk) {
  constexpr auto names = std::to_array<const char*>({"d", "p", "q", "dp", "dq", "qi", "oth", "k"});
  return jwk.is_object() &&
         std::ranges::none_of(names, [&jwk](const char* name) { return jwk.contains(name); });
}

/// Checks 2 to 7.
bool is_well_signed(const ModelJws& jws) {
  const auto alg = model_text(jws.header, "alg");
  if (alg != "ES256" && alg != "EdDSA") return false;
  if (!model_has_type(jws.header, "typ", "dpop+jwt") || !jws.header.contains("jwk")) return false;
  const json& jwk = jws.header.at("jwk");
  return is_public(jwk) && model_verifies(jws, alg.value_or(""), jwk);
}

/// Check 9: htu is the URI without its query and fragment.
bool is_target(const std::string& htu, std::string_view url) {
  if (htu.find_first_of("?#") != std::string::npos) return false;
  const auto claimed = model_normal_uri(htu);
  return claimed && claimed == model_normal_uri(url.substr(0, url.find_first_of("?#")));
}

/// Checks 3 and 8 to 11.
bool has_right_claims(const json& claims, const Request& request, const DpopPlace& place,
                      double now) {
  const auto known = model_claims(claims);
  if (!known || !known->jti || known->jti->empty() || !known->iat) return false;
  const auto htu = model_text(claims, "htu");
  if (model_text(claims, "htm") != request.method || !htu || !is_target(*htu, request.url)) {
    return false;
  }
  if (place.nonce && model_text(claims, "nonce") != place.nonce) return false;
  return std::abs(*known->iat - now) <= kProofWindow;
}

/// The thumbprint of the request's proof.
std::optional<std::string> model_proof(const Request& request, const DpopPlace& place, double now,
                                       std::optional<std::string>& ath) {
  const auto field = model_proof_field(request);
  const auto jws = field ? model_parse_jws(*field) : std::nullopt;
  if (!jws || model_has_type(jws->header, "cty", "jwt")) return std::nullopt;
  const auto claims = model_object(jws->payload);
  if (!claims || !has_right_claims(*claims, request, place, now) || !is_well_signed(*jws)) {
    return std::nullopt;
  }
  ath = model_text(*claims, "ath");
  std::string jkt = model_thumbprint(jws->header.at("jwk"));
  if (place.jkt && jkt != *place.jkt) return std::nullopt;
  return jkt;
}

}  // namespace

std::optional<std::string> model_normal_uri(std::string_view text) {
  const auto uri = model_parse_uri(text);
  if (!uri || !uri->authority) return std::nullopt;
  const std::string scheme = lower(uri->scheme);
  if (scheme != "http" && scheme != "https") return std::nullopt;
  std::string normal = scheme + "://";
  if (uri->authority->userinfo) normal += plain_escapes(*uri->authority->userinfo) + '@';
  normal += plain_escapes(lower(plain_escapes(uri->authority->host)));
  const std::string_view port = uri->authority->port.value_or("");
  const std::string_view usual = scheme == "https" ? "443" : "80";
  if (!port.empty() && port != usual) (normal += ':') += port;
  return normal + without_dot_segments(plain_escapes(uri->path));
}

std::optional<std::string> model_proof_field(const Request& request) {
  return field_of(request, "dpop");
}

std::optional<ShownToken> model_shown_token(const Request& request) {
  const auto field = field_of(request, "authorization");
  if (!field) return std::nullopt;
  const std::size_t space = field->find(' ');
  const std::size_t token = field->find_first_not_of(' ', space);
  if (space == std::string::npos || token == std::string::npos) return std::nullopt;
  return ShownToken{lower(field->substr(0, space)), field->substr(token)};
}

std::optional<std::string> model_verify_dpop(const Request& request, const DpopPlace& place,
                                             double now) {
  std::optional<std::string> ath;
  if (!place.resource_server) return model_proof(request, place, now, ath);
  const auto shown = model_shown_token(request);
  if (!shown) return std::nullopt;
  if (shown->scheme == "bearer" && shown->token == kBearerToken) return "";
  if (shown->scheme != "dpop" || shown->token != kBoundToken) return std::nullopt;
  auto jkt = model_proof(request, place, now, ath);
  // Check 12: the proof is for this token, and the token for its key.
  if (!jkt || *jkt != kBoundThumbprint || ath != model_hash(kBoundToken)) return std::nullopt;
  return jkt;
}

}  // namespace oauthspec::fuzz
