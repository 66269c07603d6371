// SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <utility>

#include "harness/reference/jose/jwk.h"
#include "harness/reference/jose/jws.h"
#include "harness/reference/jose/jwt.h"
#include "mock_provider/model/algorithms.h"
#include "mock_provider/rules/registration_rules.h"

namespace oauthspec::provider::rules {
namespace {

namespace oauth2 = oauth::oauth2;
using nlohmann::json;
using oauth::Errc;

std::unexpected<oauth2::Refusal> refuse(const char* error, Errc reason) {
  return std::unexpected(oauth2::Refusal{error, 400, reason});
}

bool is_signed_by(const Surroundings& around, const oauth::jose::Jws& jws, const json& jwks) {
  const oauth::jose::Algorithm* algorithm = oauth::jose::algorithm_named(jws.alg());
  if (algorithm == nullptr || algorithm->is_mac()) {
    return false;
  }
  for (const json& jwk : jwks.is_object() ? jwks.value("keys", json()) : json()) {
    const auto numbers = oauth::jose::key_numbers(jwk);
    if (!numbers) {
      continue;
    }
    auto key = around.backend.public_key(*numbers);
    if (key &&
        oauth::jose::verify_jws(around.backend, jws, *algorithm,
                                std::shared_ptr<const oauth::crypto::PublicKey>(*std::move(key)))) {
      return true;
    }
  }
  return false;
}

}  // namespace

oauth2::Judgement<json> read_software_statement(const Surroundings& around,
                                                const Registry& registry,
                                                const std::string& statement) {
  constexpr const char* kInvalid = "invalid_software_statement";  // RFC7591-3.2.2-5
  const auto jws = oauth::jose::parse_jws(statement);
  if (!jws) {
    return refuse(kInvalid, jws.error().code);
  }
  const auto claims = oauth::jose::claims_of(*jws);
  if (!claims) {
    return refuse(kInvalid, claims.error().code);
  }
  // RFC7591-2.3-2
  if (!claims->issuer) {
    return refuse(kInvalid, Errc::claim_missing);
  }
  const auto trusted = registry.assertion_issuers.find(*claims->issuer);
  if (trusted == registry.assertion_issuers.end()) {
    return refuse("unapproved_software_statement", Errc::issuer_unknown);  // RFC7591-3.2.2-6
  }
  // RFC7591-2.3-1
  if (!is_signed_by(around, *jws, trusted->second)) {
    return refuse(kInvalid, Errc::signature_invalid);
  }
  if (const auto timely = oauth::jose::check_times(*claims, static_cast<double>(around.now), 0);
      !timely) {
    return refuse(kInvalid, timely.error().code);
  }
  return claims->all;
}

}  // namespace oauthspec::provider::rules
