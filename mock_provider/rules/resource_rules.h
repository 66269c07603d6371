// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/message/http.h"
#include "harness/reference/oauth2/bearer.h"
#include "harness/reference/oauth2/dpop.h"
#include "harness/reference/oauth2/refusal.h"
#include "mock_provider/model/grant.h"
#include "mock_provider/model/surroundings.h"

namespace oauthspec::provider {

/// A token as a request to a protected resource shows it.
struct PresentedToken {
  enum class Scheme : std::uint8_t { bearer, dpop };

  std::string token;
  Scheme scheme = Scheme::bearer;
  oauth::oauth2::TokenPlacement placement = oauth::oauth2::TokenPlacement::header;
};

}  // namespace oauthspec::provider

namespace oauthspec::provider::rules {

/// The scope token that a resource needs; nothing where there is no such resource. /resource needs the first of the default scope,
/// /resource/write needs "write", and so on for each scope token that there is.
[[nodiscard]] std::optional<std::string> needed_scope(const Settings& settings,
                                                      std::string_view path);

/// Where a resource looks for a bearer token.
///
/// Spec:   RFC 6750 section 2; RFC 9700 section 4.3.2
[[nodiscard]] std::vector<oauth::oauth2::TokenPlacement> token_placements(const Settings& settings);

/// Finds the token of a request.
///
/// Output: a refusal is invalid_request (400): malformed, or more than one; one without an error code (401): there is none.
/// Spec:   RFC 6750 sections 2 and 3.1; RFC 9449 section 7.1
[[nodiscard]] oauth::oauth2::Judgement<PresentedToken> find_token(
    const oauth::message::Request& request,
    const std::vector<oauth::oauth2::TokenPlacement>& placements);

/// The record that a token stands for.
///
/// Input:  `kept` is the one that is kept of it; null where there is none.
/// Output: a refusal is invalid_token (401): the provider issued no such token.
/// Spec:   RFC 6750 section 3.1; RFC 9068 section 4
[[nodiscard]] oauth::oauth2::Judgement<AccessTokenRecord> recognise_token(
    const Surroundings& around, std::string_view token, const AccessTokenRecord* kept);

/// Each of these refuses with invalid_token (401).
///
/// Spec:   RFC 6750 section 3.1; RFC 9068 section 4
[[nodiscard]] oauth::oauth2::Judgement<void> check_token_time(const Surroundings& around,
                                                              const AccessTokenRecord& token);
[[nodiscard]] oauth::oauth2::Judgement<void> check_token_unrevoked(const AccessTokenRecord& token);
[[nodiscard]] oauth::oauth2::Judgement<void> check_token_issuer(const Surroundings& around,
                                                                const AccessTokenRecord& token);

/// Whether a token is meant for the resource at `path`, "/resource/write": it names this one, or /resource.
[[nodiscard]] oauth::oauth2::Judgement<void> check_token_audience(const Surroundings& around,
                                                                  const AccessTokenRecord& token,
                                                                  std::string_view path);

/// Whether a token came in the way that it is to be used: one that is bound to a key by the scheme DPoP, any other by Bearer.
///
/// Output: a refusal is invalid_token (401).
/// Spec:   RFC 9449 sections 7.1 and 7.2
[[nodiscard]] oauth::oauth2::Judgement<void> check_token_scheme(const AccessTokenRecord& token,
                                                                PresentedToken::Scheme scheme);

/// Verifies the DPoP proof of a request with a bound token: signature, htm, htu, iat, ath, nonce, and that the token is bound to its key.
///
/// Input:  `nonce` is nothing where none is asked for.
/// Output: `used` has its jti. A refusal is invalid_dpop_proof, use_dpop_nonce or invalid_token (401).
/// Spec:   RFC 9449 sections 4.3, 7.1 and 9
[[nodiscard]] oauth::oauth2::Judgement<void> check_resource_proof(
    const Surroundings& around, const oauth::message::Request& request,
    const AccessTokenRecord& token, const std::optional<std::string>& nonce,
    oauth::oauth2::UsedProofs& used);

/// Whether a proof may be used.
///
/// Input:  whether its jti was not seen before.
/// Output: a refusal is invalid_dpop_proof (401).
/// Spec:   RFC 9449 section 11.1
[[nodiscard]] oauth::oauth2::Judgement<void> check_proof_fresh(bool first_use);

/// Whether a token's scope is enough.
///
/// Output: a refusal is insufficient_scope (403).
/// Spec:   RFC 6750 section 3.1
[[nodiscard]] oauth::oauth2::Judgement<void> check_token_scope(const AccessTokenRecord& token,
                                                               const std::string& needed);

/// What a refusal is written for.
struct ChallengeContext {
  std::string resource_metadata;                                   ///< Its URL.
  std::string scope;                                               ///< That the resource needs.
  PresentedToken::Scheme scheme = PresentedToken::Scheme::bearer;  ///< Of the request.
};

/// The WWW-Authenticate fields of a refusal: one for each scheme that the resource takes; the error code stands in the one that the
/// request used, and in none where the request had no token at all.
///
/// Spec:   RFC 6750 section 3; RFC 9449 section 7.1; RFC 9728 section 5.1
[[nodiscard]] oauth::Result<std::vector<std::string>> resource_challenges(
    const oauth::oauth2::Refusal& refusal, const ChallengeContext& context);

/// Cache-Control of what a token gives access to.
///
/// Spec:   RFC 6750 section 2.3
[[nodiscard]] std::string resource_cache_control(oauth::oauth2::TokenPlacement placement);

}  // namespace oauthspec::provider::rules

namespace oauthspec::provider {

/// What a protected resource decides.
struct ResourceRules {
  decltype(&rules::needed_scope) needed_scope = &rules::needed_scope;
  decltype(&rules::token_placements) token_placements = &rules::token_placements;
  decltype(&rules::find_token) find_token = &rules::find_token;
  decltype(&rules::recognise_token) recognise_token = &rules::recognise_token;
  decltype(&rules::check_token_time) check_time = &rules::check_token_time;
  decltype(&rules::check_token_unrevoked) check_unrevoked = &rules::check_token_unrevoked;
  decltype(&rules::check_token_issuer) check_issuer = &rules::check_token_issuer;
  decltype(&rules::check_token_audience) check_audience = &rules::check_token_audience;
  decltype(&rules::check_token_scheme) check_scheme = &rules::check_token_scheme;
  decltype(&rules::check_resource_proof) check_proof = &rules::check_resource_proof;
  decltype(&rules::check_proof_fresh) check_proof_fresh = &rules::check_proof_fresh;
  decltype(&rules::check_token_scope) check_scope = &rules::check_token_scope;
  decltype(&rules::resource_challenges) challenges = &rules::resource_challenges;
  decltype(&rules::resource_cache_control) cache_control = &rules::resource_cache_control;
};

}  // namespace oauthspec::provider
