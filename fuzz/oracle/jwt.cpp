// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/jwt.h"

#include <utility>
#include <vector>

#include "fuzz/check/holds.h"
#include "fuzz/input/test_keys.h"
#include "fuzz/oracle/jwt_model.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;

/// The same token with one claim more, which nobody knows.
std::string with_unknown_claim(const ModelJws& jws) {
  json claims = json::parse(jws.payload);
  claims["urn:oauthspec:nobody-knows-this"] = "1";
  return model_base64url_encode(jws.header.dump()) + '.' + model_base64url_encode(claims.dump()) +
         ".AA";
}

void check_reading(const JwtReader& reader, std::string_view compact,
                   const std::optional<ModelJws>& jws,
                   const std::optional<RegisteredClaims>& expected) {
  const auto claims = reader.read(compact);
  holds(!claims || expected, "what is no JWT, or has a claim of another type, is refused");
  if (!jws || !expected || !is_plain(*jws)) return;
  holds(claims.has_value(), "a JWT is read");
  holds(claims == expected, "the claims are those that were written");
  holds(reader.read(with_unknown_claim(*jws)) == expected, "a claim that is not known is ignored");
}

void check_times(const JwtReader& reader, std::string_view compact,
                 const RegisteredClaims& expected) {
  constexpr double leeway = 30;
  /// A clock, and how far it may be from the issuer's.
  std::vector<std::pair<double, double>> clocks{{kTestNow, 0}};
  if (expected.exp) {
    for (const double early : {1.0, 0.0}) clocks.emplace_back(*expected.exp - early, 0);
    clocks.emplace_back(*expected.exp + leeway, leeway);
  }
  if (expected.nbf) {
    for (const double early : {1.0, 0.0}) clocks.emplace_back(*expected.nbf - early, 0);
    clocks.emplace_back(*expected.nbf - leeway, leeway);
  }
  for (const auto& [now, allowed] : clocks) {
    holds(reader.in_time(compact, now, allowed) == model_in_time(expected, now, allowed),
          "a JWT may be used from nbf on, and before exp");
  }
}

}  // namespace

void check_jwt(const JwtReader& reader, std::string_view compact) {
  const auto jws = model_parse_jws(compact);
  const auto expected = jws ? model_claims(*jws) : std::nullopt;
  if (reader.read != nullptr) check_reading(reader, compact, jws, expected);
  if (!jws || !is_plain(*jws)) return;
  if (reader.in_time != nullptr && expected) check_times(reader, compact, *expected);
  if (reader.has_type == nullptr) return;
  for (const char* type : {"jwt", "dpop+jwt"}) {
    holds(reader.has_type(compact, type) == model_has_type(jws->header, "typ", type),
          "typ is compared without case, and with \"application/\" or without");
  }
}

}  // namespace oauthspec::fuzz
