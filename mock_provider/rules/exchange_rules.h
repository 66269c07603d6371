// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth2/client_assertion.h"
#include "harness/reference/oauth2/refusal.h"
#include "mock_provider/model/grant.h"
#include "mock_provider/model/party.h"
#include "mock_provider/model/registry.h"
#include "mock_provider/model/surroundings.h"

namespace oauthspec::provider::rules {

inline constexpr std::string_view kAccessTokenType =
    "urn:ietf:params:oauth:token-type:access_token";
inline constexpr std::string_view kJwtType = "urn:ietf:params:oauth:token-type:jwt";

/// The issuers whose JWTs the provider takes, with their keys.
[[nodiscard]] std::vector<oauth::oauth2::TrustedIssuer> trusted_issuers(const Surroundings& around,
                                                                        const Registry& registry);

/// The names of the provider that a JWT may have as its audience.
///
/// Spec:   RFC 7523 section 3, 3.
[[nodiscard]] std::vector<std::string> grant_audience(const Surroundings& around);

/// Verifies a JWT of an issuer that the provider trusts.
///
/// Input:  `parameters` are those of a request with the JWT as its assertion.
/// Output: the subject; `used` has the JWT's issuer and jti where it has one. A refusal is invalid_grant.
/// Spec:   RFC 7523 sections 2.1 and 3
[[nodiscard]] oauth::oauth2::Judgement<std::string> check_grant_assertion(
    const Surroundings& around, const Registry& registry,
    const oauth::message::Parameters& parameters, oauth::oauth2::UsedIds& used);

/// Whether the JWT of a grant may still be used, where it has a jti.
///
/// Output: a refusal is invalid_grant.
/// Spec:   RFC 7523 section 3, 7.
[[nodiscard]] oauth::oauth2::Judgement<void> check_grant_assertion_unused(bool first_use);

/// Whether an access token of the provider's own can be exchanged: neither expired nor revoked.
///
/// Output: a refusal is invalid_request.
/// Spec:   RFC 8693 section 2.1
[[nodiscard]] oauth::oauth2::Judgement<void> check_subject_token(const Surroundings& around,
                                                                 const AccessTokenRecord& token);

/// The same of the one that says who acts.
[[nodiscard]] oauth::oauth2::Judgement<void> check_actor_token(const Surroundings& around,
                                                               const AccessTokenRecord& token);

/// What kind of token is issued.
///
/// Input:  `requested` is requested_token_type; nothing: an access token.
/// Output: issued_token_type. A refusal is invalid_request: the provider issues none of this kind.
/// Spec:   RFC 8693 sections 2.1 and 2.2.1
[[nodiscard]] oauth::oauth2::Judgement<std::string> issued_token_type(
    const Surroundings& around, const std::optional<std::string>& requested);

/// Whether the actor may act for the subject: where the subject's token says who may, it is one of them.
///
/// Output: a refusal is invalid_request.
/// Spec:   RFC 8693 section 4.4
[[nodiscard]] oauth::oauth2::Judgement<void> check_may_act(const Party& subject,
                                                           const std::string& actor);

/// Where the token may be used: the resources, and the audience by its names: clients of the provider, or absolute URIs.
///
/// Output: a refusal is invalid_target.
/// Spec:   RFC 8693 sections 2.1 and 2.2.2
[[nodiscard]] oauth::oauth2::Judgement<std::vector<std::string>> exchange_targets(
    const Registry& registry, const std::vector<std::string>& audience,
    const std::vector<std::string>& resources);

/// The act claim: the actor, with those before it inside.
///
/// Spec:   RFC 8693 section 4.1
[[nodiscard]] nlohmann::json actor_claim(const Party& subject, const Party& actor);

}  // namespace oauthspec::provider::rules

namespace oauthspec::provider {

/// What is decided of JWTs as grants, and of tokens that are exchanged for others.
struct ExchangeRules {
  decltype(&rules::check_grant_assertion) check_grant_assertion = &rules::check_grant_assertion;
  decltype(&rules::check_grant_assertion_unused) check_grant_assertion_unused =
      &rules::check_grant_assertion_unused;
  decltype(&rules::check_subject_token) check_subject_token = &rules::check_subject_token;
  decltype(&rules::check_actor_token) check_actor_token = &rules::check_actor_token;
  decltype(&rules::issued_token_type) issued_token_type = &rules::issued_token_type;
  decltype(&rules::check_may_act) check_may_act = &rules::check_may_act;
  decltype(&rules::exchange_targets) exchange_targets = &rules::exchange_targets;
  decltype(&rules::actor_claim) actor_claim = &rules::actor_claim;
};

}  // namespace oauthspec::provider
