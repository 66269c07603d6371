// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth2/client_assertion.h"
#include "harness/reference/oauth2/client_authentication.h"
#include "harness/reference/oauth2/refusal.h"
#include "mock_provider/model/client.h"
#include "mock_provider/model/surroundings.h"

namespace oauthspec::provider::rules {

/// Whether the client may authenticate in the way that it presents itself in.
///
/// Output: a refusal is invalid_client.
/// Spec:   RFC 6749 section 2.3; RFC 7591 section 2, token_endpoint_auth_method
[[nodiscard]] oauth::oauth2::Judgement<void> check_method(
    const ClientRecord& client, const oauth::oauth2::PresentedClient& presented);

/// Whether a client's secret is the one that was presented; in constant time.
///
/// Spec:   RFC 6749 section 2.3.1
[[nodiscard]] bool same_secret(const ClientRecord& client, std::string_view presented);

/// The names of the provider that a client's JWT may have as its audience.
///
/// Input:  `path` is that of the endpoint behind the issuer, "/revoke".
/// Spec:   RFC 7523 section 3, 3.; RFC 9126 section 2
[[nodiscard]] std::vector<std::string> assertion_audience(const Surroundings& around,
                                                          std::string_view path);

/// A client as the issuer of its own JWTs: with the keys and algorithms of its registration.
///
/// Spec:   RFC 7523 section 3; RFC 7591 section 2, token_endpoint_auth_method
[[nodiscard]] oauth::oauth2::TrustedIssuer client_as_issuer(const Surroundings& around,
                                                            const ClientRecord& client);

/// Verifies the JWT that a client authenticates with.
///
/// Output: a refusal is invalid_client; `used` has the JWT's issuer and jti where it has one.
/// Spec:   RFC 7523 section 3
[[nodiscard]] oauth::oauth2::Judgement<void> check_assertion(
    const Surroundings& around, const ClientRecord& client,
    const std::vector<std::string>& audience, const oauth::message::Parameters& parameters,
    oauth::oauth2::UsedIds& used);

/// Whether a JWT was not made unreasonably long ago, where it says when: no more than a day.
///
/// Input:  `jwt` is client_assertion.
/// Output: a refusal is invalid_client.
/// Spec:   RFC 7523 section 3, 6.
[[nodiscard]] oauth::oauth2::Judgement<void> check_assertion_age(const Surroundings& around,
                                                                 std::string_view jwt);

/// Whether a JWT may still be used, where it has a jti.
///
/// Output: a refusal is invalid_client.
/// Spec:   RFC 7523 section 3, 7.
[[nodiscard]] oauth::oauth2::Judgement<void> check_assertion_unused(bool first_use);

}  // namespace oauthspec::provider::rules

namespace oauthspec::provider {

/// How clients authenticate.
struct ClientRules {
  decltype(&rules::check_method) check_method = &rules::check_method;
  decltype(&rules::same_secret) same_secret = &rules::same_secret;
  decltype(&rules::assertion_audience) assertion_audience = &rules::assertion_audience;
  decltype(&rules::check_assertion) check_assertion = &rules::check_assertion;
  decltype(&rules::check_assertion_age) check_assertion_age = &rules::check_assertion_age;
  decltype(&rules::check_assertion_unused) check_assertion_unused = &rules::check_assertion_unused;
};

}  // namespace oauthspec::provider
