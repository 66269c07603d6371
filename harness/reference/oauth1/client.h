// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "harness/reference/base/clock.h"
#include "harness/reference/base/error.h"
#include "harness/reference/base/random.h"
#include "harness/reference/base/secret.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/message/http.h"
#include "harness/reference/oauth1/credentials_response.h"
#include "harness/reference/oauth1/request_parameters.h"
#include "harness/reference/oauth1/request_signer.h"
#include "harness/reference/oauth1/signature.h"

namespace oauth::oauth1 {

/// The credentials of a client: an identifier with a shared-secret, or with an RSA private key.
struct ClientCredentials {
  std::string key;
  Secret secret;
  std::shared_ptr<const crypto::PrivateKey> private_key;
};

/// How a client makes its requests.
struct ClientSettings {
  SignatureMethod method = SignatureMethod::hmac_sha1;
  Location location = Location::authorization_header;
  std::optional<std::string> realm = std::nullopt;
  bool send_version = true;
  /// With requests for protected resources that are no forms, unless the method is PLAINTEXT.
  bool send_body_hash = false;
};

/// A client of RFC 5849: makes the three requests of the redirection-based flow, and any request
/// for a protected resource. It sends nothing itself; it gives back the request to send.
///
/// The key of the credentials that it authenticated with last is kept, so that request after request with the same token hashes it once.
/// Whoever asks for the last fraction of a microsecond takes a RequestSigner (request_signer.h), which copies no request.
///
/// Lifetime: backend, clock and random source are used as long as the client is.
/// Threads: one at a time.
/// Example: Client client(crypto::openssl(), clock, random, {"key", Secret("secret"), nullptr});
///          auto request = client.temporary_credentials_request("https://h/initiate", "oob");
/// Spec:    RFC 5849 sections 2 and 3.1
class Client {
 public:
  Client(const crypto::Backend& backend, const Clock& clock, RandomSource& random,
         ClientCredentials credentials, ClientSettings settings = {})
      : backend_(&backend),
        clock_(&clock),
        random_(&random),
        credentials_(std::move(credentials)),
        settings_(std::move(settings)) {}

  /// The POST that asks for temporary credentials.
  ///
  /// Input:  `callback`, an absolute URI, or "oob".
  /// Errors: those of sign() and transmit(); parameter_invalid for another callback.
  /// Spec:   RFC 5849 section 2.1
  [[nodiscard]] Result<message::Request> temporary_credentials_request(std::string_view endpoint,
                                                                       std::string_view callback);

  /// The POST that asks for token credentials.
  ///
  /// Errors: those of sign() and transmit().
  /// Spec:   RFC 5849 section 2.3
  [[nodiscard]] Result<message::Request> token_credentials_request(std::string_view endpoint,
                                                                   const Credentials& temporary,
                                                                   std::string_view verifier);

  /// The request, authenticated with the token credentials, or with the client credentials alone.
  ///
  /// Errors: those of sign() and transmit().
  /// Spec:   RFC 5849 section 3.1
  [[nodiscard]] Result<message::Request> authenticate(const message::Request& request,
                                                      const std::optional<Credentials>& token);

 private:
  /// A signer, and what it is for.
  struct Signing {
    std::optional<Credentials> token;
    bool body_hash = false;
    RequestSigner signer;

    [[nodiscard]] bool is_for(const std::optional<Credentials>& other, bool with_body_hash) const;
  };

  Result<RequestSigner> signer_for(const std::optional<Credentials>& token,
                                   const message::Parameters& extra, bool body_hash) const;
  Result<message::Request> authenticate(const message::Request& request, RequestSigner& signer);
  Result<message::Request> authenticate_once(const message::Request& request,
                                             const std::optional<Credentials>& token,
                                             const message::Parameters& extra);

  const crypto::Backend* backend_;
  const Clock* clock_;
  RandomSource* random_;
  ClientCredentials credentials_;
  ClientSettings settings_;
  std::optional<Signing> last_;
};

}  // namespace oauth::oauth1
