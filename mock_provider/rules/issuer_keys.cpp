// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/rules/issuer_keys.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "harness/reference/jose/jwk.h"
#include "mock_provider/model/algorithms.h"

namespace oauthspec::provider::rules {
namespace {

std::optional<std::string> name_of(const nlohmann::json& jwk) {
  const auto kid = jwk.find("kid");
  const bool named = kid != jwk.end() && kid->is_string();
  return named ? std::optional(kid->get<std::string>()) : std::nullopt;
}

void add_key(const Surroundings& around, const nlohmann::json& jwk,
             oauth::oauth2::TrustedIssuer& issuer) {
  const auto numbers = oauth::jose::key_numbers(jwk);
  if (!numbers) {
    return;
  }
  auto key = around.backend.public_key(*numbers);
  if (key) {
    issuer.keys.push_back(
        {std::shared_ptr<const oauth::crypto::PublicKey>(*std::move(key)), name_of(jwk)});
  }
}

}  // namespace

void add_key_set(const Surroundings& around, const nlohmann::json& jwks,
                 oauth::oauth2::TrustedIssuer& issuer) {
  const auto keys = jwks.is_object() ? jwks.find("keys") : jwks.end();
  if (keys == jwks.end() || !keys->is_array()) {
    return;
  }
  for (const auto& jwk : *keys) {
    add_key(around, jwk, issuer);
  }
  issuer.algs.insert(issuer.algs.end(), signature_algorithms().begin(),
                     signature_algorithms().end());
}

}  // namespace oauthspec::provider::rules
