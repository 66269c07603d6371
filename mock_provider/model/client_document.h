// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/reference/crypto/backend.h"
#include "harness/reference/oauth2/scope.h"
#include "mock_provider/model/client.h"

namespace oauthspec::provider {

/// "client_secret_basic"
[[nodiscard]] std::string_view name(AuthenticationMethod method);
[[nodiscard]] std::optional<AuthenticationMethod> method_named(std::string_view name);

/// Every grant that there is, as grant_types names them.
[[nodiscard]] const std::set<std::string>& every_grant_type();

/// What is wrong with a description, and where.
struct DocumentFault {
  std::string
      pointer;         ///< JSON pointer (RFC 6901) into the description; empty for the whole of it.
  std::string reason;  ///< In one line.
};

/// Reads a client from its description, as mock_provider/config.schema.json has it under #/definitions/client.
///
/// Input:  any JSON; `every_scope` stands for a scope that is left out.
/// Errors: a member that is missing, unknown or of another type; a redirection URI, scope or key that is none; a private key among the
///         public ones; a method without the secret or the keys that it needs; a secret that is too short for HMAC-SHA-256.
[[nodiscard]] std::expected<ClientRecord, DocumentFault> read_client(
    const oauth::crypto::Backend& backend, const nlohmann::json& description,
    const oauth::oauth2::Scope& every_scope);

/// Whether the document is a JWK set of asymmetric public keys.
[[nodiscard]] std::expected<void, DocumentFault> check_jwks(const oauth::crypto::Backend& backend,
                                                            const nlohmann::json& jwks);

}  // namespace oauthspec::provider
