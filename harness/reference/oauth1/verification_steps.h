// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "harness/reference/base/error.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth1/request_parameters.h"
#include "harness/reference/oauth1/verify.h"

/// The steps of RequestVerifier::verify(), for a server that has a step of its own to put in the place of one, or to tell which one refused.
/// Who takes them one by one owes all of them, in the order in which they stand here.
///
/// Spec:   RFC 5849 section 3.2
namespace oauth::oauth1::steps {

/// The protocol parameters of a request: all of one place.
///
/// Errors: parameter_location where they stand in more than one.
/// Spec:   RFC 5849 section 3.5
[[nodiscard]] Result<message::Parameters> protocol_parameters(const RequestParameters& collected);

/// Errors: parameter_duplicated.
/// Spec:   RFC 5849 section 3.1
[[nodiscard]] Result<void> check_duplicates(const message::Parameters& parameters);

/// Whether the server knows every one of them.
///
/// Errors: parameter_unsupported.
/// Spec:   RFC 5849 section 3.2
[[nodiscard]] Result<void> check_supported(const message::Parameters& parameters,
                                           const VerificationPolicy& policy);

/// What must be there before anything can be verified, and what the endpoint asks for.
///
/// Errors: parameter_missing.
/// Spec:   RFC 5849 section 3.1
[[nodiscard]] Result<void> check_required(const message::Parameters& parameters,
                                          const VerificationPolicy& policy);

/// Errors: version_unsupported.
/// Spec:   RFC 5849 section 3.2
[[nodiscard]] Result<void> check_version(const message::Parameters& parameters);

/// The method of the signature, if the server offers it.
///
/// Errors: signature_method_unsupported.
/// Spec:   RFC 5849 section 3.4
[[nodiscard]] Result<SignatureMethod> choose_method(const message::Parameters& parameters,
                                                    const VerificationPolicy& policy);

/// Whether oauth_timestamp, where it is there, is a positive integer.
///
/// Errors: timestamp_invalid.
/// Spec:   RFC 5849 section 3.3
[[nodiscard]] Result<void> check_timestamp(const message::Parameters& parameters);

/// Whether the request may come over the transport that its URL's scheme names.
///
/// Errors: transport_insecure; those of parse_uri().
/// Spec:   RFC 5849 sections 2.1, 2.3 and 3.4.4
[[nodiscard]] Result<void> check_transport(const message::Request& request, SignatureMethod method,
                                           const VerificationPolicy& policy);

/// Whether the token was issued to the client.
///
/// Errors: token_invalid.
/// Spec:   RFC 5849 section 3.2
[[nodiscard]] Result<void> check_holder(const KnownToken& token, const KnownClient& client);

/// Errors: token_invalid where the token has expired.
/// Spec:   RFC 5849 sections 2.3 and 3.2
[[nodiscard]] Result<void> check_lifetime(const KnownToken& token, std::chrono::sys_seconds now);

/// Whether requests of this method have a timestamp and a nonce that count.
///
/// Spec:   RFC 5849 section 3.4.4
[[nodiscard]] bool uses_nonce(SignatureMethod method);

/// The number of oauth_timestamp: 0 where it is missing, the largest where 64 bits do not hold it.
[[nodiscard]] std::uint64_t timestamp_of(const message::Parameters& parameters);

/// Whether the timestamp lies within the window around now.
///
/// Spec:   RFC 5849 section 3.3
[[nodiscard]] bool is_fresh(std::uint64_t timestamp, std::chrono::sys_seconds now,
                            std::chrono::seconds window);

/// Whether oauth_body_hash, where it is there, is that of the body.
///
/// Errors: body_hash_invalid; crypto_failed.
/// Spec:   OAuth Request Body Hash 1.0, draft 4, section 4
[[nodiscard]] Result<void> check_body_hash(const crypto::Backend& backend,
                                           const message::Request& request,
                                           const message::Parameters& parameters,
                                           SignatureMethod method);

/// Whether the signature is that of the base string by the credentials: never where the client has no key of the method's kind.
///
/// Errors: those of verify_with_secrets() and verify_with_public_key().
/// Spec:   RFC 5849 section 3.2
[[nodiscard]] Result<bool> signature_matches(const crypto::Backend& backend, SignatureMethod method,
                                             const KnownClient& client,
                                             const std::optional<KnownToken>& token,
                                             std::string_view base_string,
                                             std::string_view signature);

}  // namespace oauth::oauth1::steps
