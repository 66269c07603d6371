// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "harness/reference/oauth2/refusal.h"
#include "harness/reference/oauth2/scope.h"
#include "mock_provider/model/client.h"
#include "mock_provider/model/surroundings.h"

namespace oauthspec::provider::rules {

/// Which scope a request is granted.
///
/// Input:  `requested` is nothing where the request names none: the provider's default scope, as far as the client may have it.
/// Output: a refusal is invalid_scope: one of the tokens is unknown, or not for this client.
/// Spec:   RFC 6749 section 3.3
[[nodiscard]] oauth::oauth2::Judgement<oauth::oauth2::Scope> grant_scope(
    const Surroundings& around, const ClientRecord& client,
    const std::optional<oauth::oauth2::Scope>& requested);

/// Whether the client may use the grant.
///
/// Output: a refusal is unauthorized_client.
/// Spec:   RFC 6749 section 5.2; RFC 7591 section 2, grant_types
[[nodiscard]] oauth::oauth2::Judgement<void> check_grant_type(const ClientRecord& client,
                                                              const std::string& grant_type);

}  // namespace oauthspec::provider::rules

namespace oauthspec::provider {

/// What is issued, revoked and introspected.
struct TokenRules {
  decltype(&rules::grant_scope) grant_scope = &rules::grant_scope;
  decltype(&rules::check_grant_type) check_grant_type = &rules::check_grant_type;
};

}  // namespace oauthspec::provider
