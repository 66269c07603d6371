// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/reference/base/error.h"
#include "harness/reference/base/random.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/message/http.h"
#include "harness/reference/oauth2/authorization_response.h"
#include "harness/reference/oauth2/client_authentication.h"
#include "harness/reference/oauth2/scope.h"
#include "harness/reference/oauth2/token_response.h"

namespace oauth::oauth2 {

/// What a client knows of an authorization server, by metadata or by configuration.
struct KnownServer {
  std::string issuer;  ///< Empty: it has none.
  std::string authorization_endpoint;
  std::string token_endpoint;
  std::optional<bool> iss_supported;  ///< authorization_response_iss_parameter_supported
  /// code_challenge_methods_supported; nothing: the server says nothing of PKCE.
  std::optional<std::vector<std::string>> code_challenge_methods;
};

/// What one authorization is for.
struct CodeFlowOptions {
  std::string redirect_uri;
  std::optional<Scope> scope;
  std::vector<std::string> resource;  ///< RFC 8707
  bool dpop = false;                  ///< The tokens must be bound to a key: RFC 9449 section 5
  bool allow_plain_http = false;      ///< For tests on a loopback interface.
};

/// One authorization by the code grant, as a careful client goes through it. Holds no socket and no clock: whoever
/// drives it sends what it writes and hands back what came. Each step may be taken once, in order.
///
/// What it refuses: endpoints without TLS; a server that offers PKCE but not S256; a response on another redirection URI, without
/// the state or from another issuer; a second response; a redirection or any other status than 200 of the token endpoint;
/// a token type that was not asked for; a scope that was not asked for.
///
/// Spec:   RFC 6749 sections 4.1 and 10.12; RFC 7636 section 4; RFC 9207 section 2.4; RFC 9700 section 2.1
class CodeFlow {
 public:
  /// Errors: uri_invalid and its like, transport_insecure, challenge_method_unsupported, crypto_failed; those of authorization_url().
  [[nodiscard]] static Result<CodeFlow> start(const crypto::Backend& backend, RandomSource& random,
                                              KnownServer server, Client client,
                                              CodeFlowOptions options);

  /// Where the user-agent is sent.
  [[nodiscard]] const std::string& authorization_url() const { return url_; }

  /// Takes what the user-agent brings to the redirection endpoint.
  ///
  /// Output: what the response says; with a code, token_request() can be called.
  /// Errors: state_mismatch for a second response; those of parse_authorization_response().
  [[nodiscard]] Result<AuthorizationResponse> take_response(const message::Request& request);

  /// The request that redeems the code.
  ///
  /// Input:  `dpop_proof` where the tokens are to be bound to a key; `shown` is the client as it shows itself now, where that is
  ///         another assertion than at the start.
  /// Errors: parameter_missing (there is no code, or it was redeemed), proof_missing; those of write_token_request().
  [[nodiscard]] Result<message::Request> token_request(
      const std::optional<std::string>& dpop_proof = std::nullopt,
      const std::optional<Client>& shown = std::nullopt);

  /// The same request once more, for a token endpoint that refused the first one with use_dpop_nonce.
  ///
  /// Errors: parameter_missing (nothing was requested, or the tokens were taken), proof_missing; those of write_token_request().
  /// Spec:   RFC 9449 section 8
  [[nodiscard]] Result<message::Request> repeated_token_request(
      const std::optional<std::string>& dpop_proof,
      const std::optional<Client>& shown = std::nullopt);

  /// Takes the token endpoint's answer. The scope is always there: as granted, or as requested.
  ///
  /// Errors: parameter_missing (no code was redeemed, or this was called before); those of parse_token_response();
  ///         scope_invalid for a scope beyond the one that was asked for.
  [[nodiscard]] Result<TokenResponse> take_tokens(const message::Response& response);

 private:
  enum class Step : std::uint8_t { started, answered, redeemed, done };

  CodeFlow(KnownServer server, Client client, CodeFlowOptions options)
      : server_(std::move(server)), client_(std::move(client)), options_(std::move(options)) {}

  [[nodiscard]] Result<message::Request> write_request(const std::optional<std::string>& dpop_proof,
                                                       const std::optional<Client>& shown) const;

  KnownServer server_;
  Client client_;
  CodeFlowOptions options_;
  std::string url_;
  std::string state_;
  Secret code_verifier_;
  std::optional<Secret> code_;
  Step step_ = Step::started;
};

}  // namespace oauth::oauth2
