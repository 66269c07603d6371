// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "harness/reference/oauth2/refusal.h"
#include "harness/reference/oauth2/token_request.h"
#include "mock_provider/oauth2/issue.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth2_endpoints {

/// What a grant may look at: the client is authenticated and may use the grant, and its proof of possession, where there is one, is good.
struct GrantCall {
  Call& call;
  const ClientRecord& client;
  const oauth::oauth2::TokenRequest& request;
  const std::optional<std::string>& jkt;  ///< The thumbprint of the proof's key.
};

/// What a request gets that no earlier authorization stands behind: the scope and the resources that it names, as far as the client may
/// have them. Without a refresh token.
///
/// Input:  `subject` is the resource owner; empty: the client itself.
/// Output: a refusal is invalid_scope or invalid_target.
[[nodiscard]] oauth::oauth2::Judgement<Issue> grant_request(const GrantCall& grant_call,
                                                            std::string subject);

/// What a request gets of an earlier authorization by the resource owner: all of its scope, the resources that the request narrows it to,
/// and a refresh token where the client gets one.
///
/// Output: a refusal is invalid_target.
[[nodiscard]] oauth::oauth2::Judgement<Issue> grant_authorized(const GrantCall& grant_call,
                                                               const Grant& authorized);

/// Each grant: what tokens the request is good for, or the refusal. A grant that is good once is used up where it is good, and not by a request that is refused.

/// Spec:   RFC 6749 section 4.1.3; RFC 7636 section 4.6; RFC 9449 section 10
[[nodiscard]] oauth::oauth2::Judgement<Issue> exchange(const GrantCall& grant_call,
                                                       const oauth::oauth2::CodeGrant& grant);
/// Spec:   RFC 6749 section 6; RFC 9700 section 4.14
[[nodiscard]] oauth::oauth2::Judgement<Issue> exchange(const GrantCall& grant_call,
                                                       const oauth::oauth2::RefreshGrant& grant);
/// Spec:   RFC 6749 section 4.3.2
[[nodiscard]] oauth::oauth2::Judgement<Issue> exchange(const GrantCall& grant_call,
                                                       const oauth::oauth2::PasswordGrant& grant);
/// Spec:   RFC 6749 section 4.4.2
[[nodiscard]] oauth::oauth2::Judgement<Issue> exchange(
    const GrantCall& grant_call, const oauth::oauth2::ClientCredentialsGrant& grant);
/// Spec:   RFC 8628 sections 3.4 and 3.5
[[nodiscard]] oauth::oauth2::Judgement<Issue> exchange(const GrantCall& grant_call,
                                                       const oauth::oauth2::DeviceGrant& grant);
/// JWTs only: a SAML assertion is refused as unsupported_grant_type.
///
/// Spec:   RFC 7523 section 2.1
[[nodiscard]] oauth::oauth2::Judgement<Issue> exchange(const GrantCall& grant_call,
                                                       const oauth::oauth2::AssertionGrant& grant);
/// Spec:   RFC 8693 section 2
[[nodiscard]] oauth::oauth2::Judgement<Issue> exchange(const GrantCall& grant_call,
                                                       const oauth::oauth2::ExchangeGrant& grant);
/// No extension grant is known.
///
/// Spec:   RFC 6749 section 4.5
[[nodiscard]] oauth::oauth2::Judgement<Issue> exchange(const GrantCall& grant_call,
                                                       const oauth::oauth2::ExtensionGrant& grant);

}  // namespace oauthspec::provider::oauth2_endpoints
