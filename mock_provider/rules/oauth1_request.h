// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "harness/reference/base/error.h"
#include "harness/reference/message/http.h"
#include "harness/reference/oauth1/nonce_store.h"
#include "harness/reference/oauth1/request_parameters.h"
#include "harness/reference/oauth1/verify.h"
#include "mock_provider/model/client.h"
#include "mock_provider/model/endpoint.h"
#include "mock_provider/model/grant.h"
#include "mock_provider/model/surroundings.h"

/// What is decided of an authenticated request beyond the steps of the reference.
///
/// Spec:   RFC 5849 section 3.2
namespace oauthspec::provider::rules {

/// Whether the endpoint answers this HTTP method.
///
/// Spec:   RFC 5849 sections 2.1, 2.2 and 2.3
[[nodiscard]] bool is_http_method(Endpoint endpoint, std::string_view method);

/// What the endpoint asks of a request: parameters, a token, TLS. An endpoint that answers with credentials can be reached without TLS at a
/// loopback address alone, where nobody listens on the way, and only if its URL there says http; PLAINTEXT cannot even there, since
/// servers elsewhere refuse it.
///
/// Spec:   RFC 5849 sections 2.1, 2.3, 3.1 and 3.3
[[nodiscard]] oauth::oauth1::VerificationPolicy verification_policy(const Surroundings& around,
                                                                    Endpoint endpoint);

/// The client's credentials; its public key is read where the signature method needs one.
///
/// Spec:   RFC 5849 sections 3.2 and 3.4.3
[[nodiscard]] oauth::oauth1::KnownClient known_client(const Surroundings& around,
                                                      const ClientRecord& client,
                                                      oauth::oauth1::SignatureMethod method);

/// What oauth_token names at an endpoint.
enum class OAuth1TokenKind : std::uint8_t { none, temporary_credentials, token_credentials };

/// Spec:   RFC 5849 sections 2.1, 2.3 and 3.1
[[nodiscard]] OAuth1TokenKind token_kind(Endpoint endpoint);

/// The credentials that a record stands for.
///
/// Spec:   RFC 5849 section 3.2
[[nodiscard]] oauth::oauth1::KnownToken known_temporary(const TemporaryRecord& record);
[[nodiscard]] oauth::oauth1::KnownToken known_token(const TokenCredentialsRecord& record);

/// Whether temporary credentials have not been exchanged yet.
///
/// Spec:   RFC 5849 section 2.3
[[nodiscard]] bool is_unused(const TemporaryRecord& record);

/// Whether token credentials were not revoked.
///
/// Spec:   RFC 5849 section 3.2
[[nodiscard]] bool is_in_force(const TokenCredentialsRecord& record);

/// The signature base string of the request as it was received.
///
/// Errors: those of oauth1::base_string().
/// Spec:   RFC 5849 section 3.4.1
[[nodiscard]] oauth::Result<std::string> base_string(
    const oauth::message::Request& request, const oauth::oauth1::RequestParameters& collected);

/// Remembers a nonce; false where it was used with this timestamp, client and token.
///
/// Spec:   RFC 5849 section 3.3
[[nodiscard]] bool remember_nonce(oauth::oauth1::NonceStore& nonces,
                                  const oauth::oauth1::NonceUse& use);

}  // namespace oauthspec::provider::rules
