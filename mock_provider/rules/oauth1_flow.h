// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "harness/reference/base/error.h"
#include "harness/reference/base/random.h"
#include "mock_provider/model/client.h"
#include "mock_provider/model/grant.h"
#include "mock_provider/model/surroundings.h"
#include "mock_provider/rules/oauth1_refusal.h"

/// What is decided from temporary credentials to token credentials.
///
/// Spec:   RFC 5849 section 2
namespace oauthspec::provider::rules {

/// Whether the client may name this callback: "oob", or an absolute URI, one of the client's own where it has any.
///
/// Spec:   RFC 5849 section 2.1
[[nodiscard]] OAuth1Judgement<void> check_callback(const ClientRecord& client,
                                                   std::string_view callback);

/// An identifier or a shared-secret that nobody can guess.
///
/// Spec:   RFC 5849 section 4.9
[[nodiscard]] std::string make_credential(oauth::RandomSource& random);

/// The record of new temporary credentials.
///
/// Spec:   RFC 5849 sections 2 and 2.1
[[nodiscard]] TemporaryRecord temporary_record(const Surroundings& around,
                                               const ClientRecord& client,
                                               std::string_view callback);

/// Whether the resource owner can still be asked for these.
///
/// Spec:   RFC 5849 section 2.2
[[nodiscard]] OAuth1Judgement<void> check_authorizable(const Surroundings& around,
                                                       const TemporaryRecord& record);

/// A verification code; one that people type in where there is no callback.
///
/// Output: 256 bits, or 80 bits in letters and digits that are not mistaken for each other.
/// Spec:   RFC 5849 section 2.2
[[nodiscard]] std::string make_verifier(oauth::RandomSource& random, const TemporaryRecord& record);

/// Writes the resource owner's decision down.
///
/// Spec:   RFC 5849 section 2.2
void record_decision(TemporaryRecord& record, Decision decision, std::string_view subject,
                     std::string_view verifier);

/// Whether the resource owner is sent back to the client; else the verification code is shown.
///
/// Spec:   RFC 5849 section 2.2
[[nodiscard]] bool has_callback(const TemporaryRecord& record);

/// Where the resource owner is sent back to once the request is authorized.
///
/// Errors: those of callback_url().
/// Spec:   RFC 5849 section 2.2
[[nodiscard]] oauth::Result<std::string> allowed_location(const TemporaryRecord& record);

/// The same where it was denied. RFC 5849 says nothing of it but that the owner is sent back after a decision: the answer is the one of
/// the OAuth Problem Reporting extension, oauth_problem=user_refused, without a verification code.
///
/// Spec:   RFC 5849 section 2.2
[[nodiscard]] std::string denied_location(const TemporaryRecord& record);

/// Whether the resource owner authorized the client.
///
/// Spec:   RFC 5849 section 2.3
[[nodiscard]] OAuth1Judgement<void> check_authorized(const TemporaryRecord& record);

/// Whether the verification code is the record's; in constant time.
///
/// Spec:   RFC 5849 section 2.3
[[nodiscard]] bool same_verifier(const TemporaryRecord& record, std::string_view verifier);

/// Revokes temporary credentials that were exchanged.
///
/// Spec:   RFC 5849 section 2
void use_up(TemporaryRecord& record);

/// The record of new token credentials: what the resource owner approved goes on in it.
///
/// Spec:   RFC 5849 section 2.3
[[nodiscard]] TokenCredentialsRecord token_record(const Surroundings& around,
                                                  const TemporaryRecord& record);

}  // namespace oauthspec::provider::rules
