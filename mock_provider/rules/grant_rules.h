// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "harness/reference/base/secret.h"
#include "harness/reference/oauth2/refusal.h"
#include "harness/reference/oauth2/scope.h"
#include "mock_provider/model/client.h"
#include "mock_provider/model/grant.h"
#include "mock_provider/model/surroundings.h"

namespace oauthspec::provider::rules {

// Authorization codes: RFC 6749 section 4.1.3. A refusal is invalid_grant, unless another one is named.

/// Whether the code was issued to this client.
[[nodiscard]] oauth::oauth2::Judgement<void> check_code_client(const ClientRecord& client,
                                                               const CodeRecord& code);

/// Whether nobody used the code before.
[[nodiscard]] oauth::oauth2::Judgement<void> check_code_unused(const CodeRecord& code);

/// Whether the code has not expired.
[[nodiscard]] oauth::oauth2::Judgement<void> check_code_fresh(const Surroundings& around,
                                                              const CodeRecord& code);

/// Whether the redirection URI is the one of the authorization request. A request that names one although the authorization request
/// did not is good where it is the client's only one, since the code went there. draft-ietf-oauth-v2-1 section 10.2: behind a code
/// challenge it may be left out.
[[nodiscard]] oauth::oauth2::Judgement<void> check_code_redirect_uri(
    const Surroundings& around, const ClientRecord& client, const CodeRecord& code,
    const std::optional<std::string>& redirect_uri);

/// Whether the verifier is the one of the code's challenge.
///
/// Spec:   RFC 7636 section 4.6; RFC 9700 section 2.1.1
[[nodiscard]] oauth::oauth2::Judgement<void> check_code_verifier(
    const Surroundings& around, const ClientRecord& client, const CodeRecord& code,
    const std::optional<oauth::Secret>& verifier);

/// Whether the proof's key is the one that the code, or the device code, is bound to.
///
/// Input:  `bound` is the record's thumbprint, `jkt` the proof's; nothing: there is none.
/// Output: a refusal is invalid_dpop_proof.
/// Spec:   RFC 9449 section 10
[[nodiscard]] oauth::oauth2::Judgement<void> check_code_key(const std::optional<std::string>& bound,
                                                            const std::optional<std::string>& jkt);

/// Marks a code as used.
void redeem_code(CodeRecord& code);

/// Whether a token falls with a code that somebody used twice: every one that was issued for it.
///
/// Spec:   RFC 6749 section 4.1.2
[[nodiscard]] bool falls_with_code(const Grant& reused, const Grant& token);

// Refresh tokens: RFC 6749 section 6. A refusal is invalid_grant, unless another one is named.

/// Whether the refresh token was issued to this client.
[[nodiscard]] oauth::oauth2::Judgement<void> check_refresh_client(
    const ClientRecord& client, const RefreshTokenRecord& refresh);

/// Whether no other token took its place.
///
/// Spec:   RFC 9700 section 4.14.2
[[nodiscard]] oauth::oauth2::Judgement<void> check_refresh_unused(
    const RefreshTokenRecord& refresh);

/// Whether it is not revoked.
[[nodiscard]] oauth::oauth2::Judgement<void> check_refresh_unrevoked(
    const RefreshTokenRecord& refresh);

/// Whether it has not expired.
[[nodiscard]] oauth::oauth2::Judgement<void> check_refresh_fresh(const Surroundings& around,
                                                                 const RefreshTokenRecord& refresh);

/// Whether the proof's key is the one that it is bound to.
///
/// Output: a refusal is invalid_dpop_proof.
/// Spec:   RFC 9449 section 5
[[nodiscard]] oauth::oauth2::Judgement<void> check_refresh_key(
    const RefreshTokenRecord& refresh, const std::optional<std::string>& jkt);

/// Whether another refresh token takes its place: where the settings say so, and beyond RFC 6749 always where a public client's is bound
/// to no key.
///
/// Spec:   RFC 9700 section 2.2.2
[[nodiscard]] bool rotates(const Surroundings& around, const ClientRecord& client,
                           const RefreshTokenRecord& refresh);

/// Marks a refresh token as replaced.
void retire_refresh(RefreshTokenRecord& refresh);

/// Whether a token falls with a refresh token that was used after another one took its place: all of its family.
///
/// Spec:   RFC 9700 section 4.14.2
[[nodiscard]] bool falls_with_refresh(const Grant& reused, const Grant& token);

/// The scope of a refreshed access token.
///
/// Input:  `requested` is nothing where the request names none: all that was granted.
/// Output: a refusal is invalid_scope: more than was granted.
/// Spec:   RFC 6749 section 6
[[nodiscard]] oauth::oauth2::Judgement<oauth::oauth2::Scope> narrow_scope(
    const oauth::oauth2::Scope& granted, const std::optional<oauth::oauth2::Scope>& requested);

/// The grant of the refresh token that takes another one's place: all of it, whatever its access token is narrowed to.
///
/// Spec:   RFC 6749 section 6
[[nodiscard]] Grant kept_grant(const Grant& whole, const Grant& narrowed);

// The other grants.

/// Whether the provider offers a grant at all, by its profile.
///
/// Output: a refusal is unsupported_grant_type.
/// Spec:   RFC 6749 section 5.2; RFC 9700 section 2.4
[[nodiscard]] oauth::oauth2::Judgement<void> check_offered(const Surroundings& around,
                                                           const std::string& grant_type);

/// Whether the password is the resource owner's; in a time that does not say whether there is such a user.
///
/// Input:  `user` is null where there is none of the name.
/// Output: a refusal is invalid_grant.
/// Spec:   RFC 6749 section 4.3.2
[[nodiscard]] oauth::oauth2::Judgement<void> check_password(const UserRecord* user,
                                                            const oauth::Secret& password);

/// Whether the client may have a token for itself.
///
/// Output: a refusal is unauthorized_client.
/// Spec:   RFC 6749 section 4.4
[[nodiscard]] oauth::oauth2::Judgement<void> check_confidential(const ClientRecord& client);

}  // namespace oauthspec::provider::rules

namespace oauthspec::provider {

/// What is decided when a grant is exchanged for tokens. Device codes have a table of their own, and so have JWTs and token exchange.
struct GrantRules {
  decltype(&rules::check_code_client) check_code_client = &rules::check_code_client;
  decltype(&rules::check_code_unused) check_code_unused = &rules::check_code_unused;
  decltype(&rules::check_code_fresh) check_code_fresh = &rules::check_code_fresh;
  decltype(&rules::check_code_redirect_uri) check_code_redirect_uri =
      &rules::check_code_redirect_uri;
  decltype(&rules::check_code_verifier) check_code_verifier = &rules::check_code_verifier;
  decltype(&rules::check_code_key) check_code_key = &rules::check_code_key;
  decltype(&rules::redeem_code) redeem_code = &rules::redeem_code;
  decltype(&rules::falls_with_code) falls_with_code = &rules::falls_with_code;

  decltype(&rules::check_refresh_client) check_refresh_client = &rules::check_refresh_client;
  decltype(&rules::check_refresh_unused) check_refresh_unused = &rules::check_refresh_unused;
  decltype(&rules::check_refresh_unrevoked) check_refresh_unrevoked =
      &rules::check_refresh_unrevoked;
  decltype(&rules::check_refresh_fresh) check_refresh_fresh = &rules::check_refresh_fresh;
  decltype(&rules::check_refresh_key) check_refresh_key = &rules::check_refresh_key;
  decltype(&rules::rotates) rotates = &rules::rotates;
  decltype(&rules::retire_refresh) retire_refresh = &rules::retire_refresh;
  decltype(&rules::falls_with_refresh) falls_with_refresh = &rules::falls_with_refresh;
  decltype(&rules::narrow_scope) narrow_scope = &rules::narrow_scope;
  decltype(&rules::kept_grant) kept_grant = &rules::kept_grant;

  decltype(&rules::check_offered) check_offered = &rules::check_offered;
  decltype(&rules::check_password) check_password = &rules::check_password;
  decltype(&rules::check_confidential) check_confidential = &rules::check_confidential;
};

}  // namespace oauthspec::provider
