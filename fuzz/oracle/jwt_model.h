// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include <nlohmann/json.hpp>

#include "fuzz/oracle/jose_model.h"
#include "fuzz/oracle/jwt.h"

namespace oauthspec::fuzz {

/// The registered claims of an object. Nothing where one is of another type.
/// Spec: RFC 7519 section 4.1
[[nodiscard]] std::optional<RegisteredClaims> model_claims(const nlohmann::json& claims);

/// The same of a token, which is no Nested JWT.
/// Spec: RFC 7519 section 7.2
[[nodiscard]] std::optional<RegisteredClaims> model_claims(const ModelJws& jws);

/// Spec: RFC 7519 sections 4.1.4 and 4.1.5
[[nodiscard]] bool model_in_time(const RegisteredClaims& claims, double now, double leeway);

/// Whether a header parameter names the media type "application/<type>".
/// Spec: RFC 7515 sections 4.1.9 and 4.1.10
[[nodiscard]] bool model_has_type(const nlohmann::json& header, const char* parameter,
                                  std::string_view type);

/// Whether no array or object stands deeper in it than every reader takes.
[[nodiscard]] bool is_plain(const ModelJws& jws);

}  // namespace oauthspec::fuzz
