// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/adapter/protocol.h"
#include "harness/reference/base/secret.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/jose/jws.h"
#include "harness/reference/oauth2/refusal.h"
#include "harness/reference/oauth2/scope.h"

/// Between the JSON of OAuth 2.0's ops and the values of the reference.
namespace oauthspec::adapter {

[[nodiscard]] std::optional<oauth::oauth2::Scope> read_scope(const nlohmann::json& object);
[[nodiscard]] std::vector<std::string> read_texts(const nlohmann::json& object, const char* member);
[[nodiscard]] oauth::Secret read_secret(const nlohmann::json& object, const char* member);
[[nodiscard]] std::optional<oauth::Secret> read_optional_secret(const nlohmann::json& object,
                                                                const char* member);
[[nodiscard]] std::optional<std::int64_t> read_optional_integer(const nlohmann::json& object,
                                                                const char* member);

/// {"secret"}, {"pem"} or {"jwk"}, of which an "oct" one is a secret.
[[nodiscard]] oauth::Result<oauth::jose::SigningKey> read_signing_key(
    const nlohmann::json& key, const oauth::crypto::Backend& backend = oauth::crypto::openssl());
[[nodiscard]] oauth::Result<oauth::jose::VerificationKey> read_verification_key(
    const nlohmann::json& key, const oauth::crypto::Backend& backend = oauth::crypto::openssl());

/// The value, or null.
template <class T>
[[nodiscard]] nlohmann::json or_null(const std::optional<T>& value) {
  return value ? nlohmann::json(*value) : nlohmann::json();
}

/// {"verdict": "refused", ...}
[[nodiscard]] nlohmann::json refused(const oauth::oauth2::Refusal& refusal);

}  // namespace oauthspec::adapter
