// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "harness/reference/oauth2/introspection.h"
#include "harness/reference/oauth2/refusal.h"
#include "mock_provider/model/client.h"
#include "mock_provider/model/grant.h"
#include "mock_provider/model/registry.h"
#include "mock_provider/model/surroundings.h"
#include "mock_provider/rules/revocation_rules.h"

namespace oauthspec::provider::rules {

/// Whether a client may ask at all: not one that cannot authenticate.
///
/// Output: a refusal is invalid_client.
/// Spec:   RFC 7662 section 2.1
[[nodiscard]] oauth::oauth2::Judgement<void> check_introspector(const ClientRecord& client);

/// Whether a bearer token may be used to ask: it is active, and bound to no key.
///
/// Output: a refusal is invalid_token (401).
/// Spec:   RFC 7662 sections 2.1 and 2.3
[[nodiscard]] oauth::oauth2::Judgement<void> check_introspector_token(
    const Surroundings& around, const AccessTokenRecord& token);

/// Whether the client is told of a token: of its own, and of one that is meant for it as a resource server.
///
/// Input:  `audience` is empty for a refresh token.
/// Spec:   RFC 7662 sections 2.2 and 4
[[nodiscard]] bool may_know(const Surroundings& around, const ClientRecord& client,
                            const Grant& grant, const std::vector<std::string>& audience);

/// Whether a token is within its time of validity.
///
/// Spec:   RFC 7662 section 4
[[nodiscard]] bool is_in_time(const Surroundings& around, Seconds issued, Seconds expires);

/// Whether nobody revoked a token.
///
/// Spec:   RFC 7662 section 4
[[nodiscard]] bool is_unrevoked(const AccessTokenRecord& token);
[[nodiscard]] bool is_unreplaced(const RefreshTokenRecord& token);

/// What is told of an active access token.
///
/// Spec:   RFC 7662 section 2.2; RFC 9449 section 6.2; RFC 8693 section 4.1
[[nodiscard]] oauth::oauth2::IntrospectionResponse describe_access_token(
    const Registry& registry, const AccessTokenRecord& token);

/// What is told of an active refresh token.
[[nodiscard]] oauth::oauth2::IntrospectionResponse describe_refresh_token(
    const Surroundings& around, const Registry& registry, const RefreshTokenRecord& token);

}  // namespace oauthspec::provider::rules

namespace oauthspec::provider {

/// What is decided when somebody asks what a token is good for.
struct IntrospectionRules {
  decltype(&rules::search_order) search_order = &rules::search_order;
  decltype(&rules::check_introspector) check_introspector = &rules::check_introspector;
  decltype(&rules::check_introspector_token) check_introspector_token =
      &rules::check_introspector_token;
  decltype(&rules::may_know) may_know = &rules::may_know;
  decltype(&rules::is_in_time) is_in_time = &rules::is_in_time;
  decltype(&rules::is_unrevoked) is_unrevoked = &rules::is_unrevoked;
  decltype(&rules::is_unreplaced) is_unreplaced = &rules::is_unreplaced;
  decltype(&rules::describe_access_token) describe_access_token = &rules::describe_access_token;
  decltype(&rules::describe_refresh_token) describe_refresh_token = &rules::describe_refresh_token;
};

}  // namespace oauthspec::provider
