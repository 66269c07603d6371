// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/jwt.h"

#include <utility>
#include <vector>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
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
                   const std::optional<RegisteredClaims>& expected, bool plain) {
  const auto claims = reader.read(compact);
  holds(!claims || expected, "what is no JWT, or has a claim of another type, is refused");
  if (!plain || !expected) return;
  holds(claims.has_value(), "a JWT is read");
  holds(claims == expected, "the claims are those that were written");
}

void check_unknown_claim(const JwtReader& reader, const ModelJws& jws,
                         const RegisteredClaims& expected) {
  holds(reader.read(with_unknown_claim(jws)) == expected, "a claim that is not known is ignored");
}

void check_time(const JwtReader& reader, std::string_view compact, const RegisteredClaims& expected,
                std::size_t choice) {
  constexpr double kLeeway = 30;
  /// A clock, and how far it may be from the issuer's.
  std::vector<std::pair<double, double>> clocks{{kTestNow, 0}};
  if (expected.exp) {
    for (const double early : {1.0, 0.0}) clocks.emplace_back(*expected.exp - early, 0);
    clocks.emplace_back(*expected.exp + kLeeway, kLeeway);
  }
  if (expected.nbf) {
    for (const double early : {1.0, 0.0}) clocks.emplace_back(*expected.nbf - early, 0);
    clocks.emplace_back(*expected.nbf - kLeeway, kLeeway);
  }
  const auto [now, allowed] = clocks[choice % clocks.size()];
  holds(reader.in_time(compact, now, allowed) == model_in_time(expected, now, allowed),
        "a JWT may be used from nbf on, and before exp");
}

void check_type(const JwtReader& reader, std::string_view compact, const ModelJws& jws,
                std::size_t choice) {
  const char* const type = choice % 2 == 0 ? "jwt" : "dpop+jwt";
  holds(reader.has_type(compact, type) == model_has_type(jws.header, "typ", type),
        "typ is compared without case, and with \"application/\" or without");
}

}  // namespace

void check_jwt(const JwtReader& reader, std::string_view compact) {
  const auto jws = model_parse_jws(compact);
  const auto expected = jws ? model_claims(*jws) : std::nullopt;
  const bool plain = jws && is_plain(*jws);
  const Turn turn(compact, 2);
  if (turn.is(0) && reader.read != nullptr) check_reading(reader, compact, expected, plain);
  if (!turn.is(1) || !jws || !plain) return;
  const std::size_t choice = number_of(compact);
  const std::size_t further = choice / 4;
  if (choice % 4 == 0 && reader.has_type != nullptr) check_type(reader, compact, *jws, further);
  if (!expected) return;
  if (choice % 4 == 1 && reader.read != nullptr) check_unknown_claim(reader, *jws, *expected);
  if (choice % 4 >= 2 && reader.in_time != nullptr) check_time(reader, compact, *expected, further);
}

}  // namespace oauthspec::fuzz
