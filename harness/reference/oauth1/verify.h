// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/base/clock.h"
#include "harness/reference/base/error.h"
#include "harness/reference/base/secret.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth1/nonce_store.h"
#include "harness/reference/oauth1/signature_method.h"

namespace oauth::oauth1 {

/// Client credentials as the server knows them: a shared-secret, an RSA public key, or both.
struct KnownClient {
  std::string key;
  std::optional<Secret> secret;
  std::shared_ptr<const crypto::PublicKey> public_key;
};

/// Temporary or token credentials as the server knows them.
struct KnownToken {
  std::string key;
  Secret secret;
  std::string client;  ///< The client that they were issued to.
  std::optional<std::chrono::sys_seconds> expires;
};

/// Where the server finds credentials. RFC5849-2.3-7: what is revoked or used up is not found.
class CredentialStore {
 public:
  CredentialStore() = default;
  CredentialStore(const CredentialStore&) = delete;
  CredentialStore& operator=(const CredentialStore&) = delete;
  virtual ~CredentialStore() = default;

  [[nodiscard]] virtual std::optional<KnownClient> find_client(std::string_view key) const = 0;
  [[nodiscard]] virtual std::optional<KnownToken> find_token(std::string_view key) const = 0;
};

/// What a server asks of a request beyond a right signature.
struct VerificationPolicy {
  /// How far a timestamp may lie before or after the server's clock.
  std::chrono::seconds window{300};
  /// The methods that the server offers.
  std::vector<SignatureMethod> methods = {
      SignatureMethod::hmac_sha1,   SignatureMethod::rsa_sha1,   SignatureMethod::plaintext,
      SignatureMethod::hmac_sha256, SignatureMethod::rsa_sha256, SignatureMethod::hmac_sha512};
  /// What this endpoint requires as well: "oauth_callback" (RFC 5849 section 2.1) or
  /// "oauth_verifier" (2.3).
  std::vector<std::string> required = {};
  /// Parameters of the namespace that the server knows beyond those of the RFC and oauth_body_hash.
  std::vector<std::string> supported = {};
  /// Whether requests without a token are refused.
  bool token_required = false;
  /// Whether requests without TLS are refused, whatever their method: the endpoints of sections 2.1
  /// and 2.3 answer with credentials.
  bool tls_required = false;
};

/// A refused request.
struct Refusal {
  Error error;
  int status = 400;  ///< The HTTP status to answer with (RFC 5849 section 3.2).
};

/// An accepted request.
struct Verified {
  std::string client;
  std::optional<std::string> token;
  SignatureMethod method{};
  message::Parameters protocol_parameters;
};

/// The status with which a server refuses: 401 for wrong credentials, tokens, signatures and
/// nonces, 400 for the rest.
///
/// Spec:   RFC 5849 section 3.2
[[nodiscard]] int refusal_status(Errc code);

/// Verifies an authenticated request. A request that is refused leaves no trace in the store of
/// nonces: a nonce is used up by a right signature only, or anyone could use up a client's nonces.
///
/// Input:  the request as it arrived; its URL's scheme says whether TLS was used.
/// Errors: in this order: those of collect_parameters(); parameter_location, parameter_duplicated,
///         parameter_unsupported, parameter_missing, version_unsupported,
///         signature_method_unsupported, timestamp_invalid, transport_insecure, client_unknown,
///         token_invalid, timestamp_stale, body_hash_invalid, those of base_string(),
///         signature_invalid (for a key that does not fit, too), nonce_used; crypto_failed.
/// Lifetime: what the constructor takes by reference is used as long as the verifier is.
/// Spec:   RFC 5849 section 3.2
class RequestVerifier {
 public:
  RequestVerifier(const crypto::Backend& backend, const CredentialStore& credentials,
                  NonceStore& nonces, const Clock& clock, VerificationPolicy policy)
      : backend_(&backend),
        credentials_(&credentials),
        nonces_(&nonces),
        clock_(&clock),
        policy_(std::move(policy)) {}

  [[nodiscard]] std::expected<Verified, Refusal> verify(const message::Request& request) const;

 private:
  const crypto::Backend* backend_;
  const CredentialStore* credentials_;
  NonceStore* nonces_;
  const Clock* clock_;
  VerificationPolicy policy_;
};

}  // namespace oauth::oauth1
