// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fuzz/oracle/json_members.h"
#include "harness/reference/message/http.h"

namespace oauthspec::fuzz {

/// One authorization by the code grant, as a client goes through it. What is refused gives nothing.
class CodeAuthorization {
 public:
  CodeAuthorization() = default;
  CodeAuthorization(const CodeAuthorization&) = delete;
  CodeAuthorization& operator=(const CodeAuthorization&) = delete;
  virtual ~CodeAuthorization() = default;

  /// Where the user-agent is sent.
  [[nodiscard]] virtual std::string url() const = 0;
  /// Whether the client takes what the user-agent brings back.
  [[nodiscard]] virtual bool take_response(const oauth::message::Request& request) = 0;
  /// The request that redeems the code; and the same once more.
  [[nodiscard]] virtual std::optional<oauth::message::Request> token_request() = 0;
  [[nodiscard]] virtual std::optional<oauth::message::Request> repeated_token_request() = 0;
  /// The members of the token response, with the scope that was granted.
  [[nodiscard]] virtual std::optional<Members> take_tokens(
      const oauth::message::Response& response) = 0;
};

/// What the client knows of the server https://as.example.com, whose authorization endpoint is https://as.example.com/authorize. It is itself
/// s6BhdRkqt3, without a secret, and https://client.example.com/cb is its redirection endpoint.
struct CodeServer {
  std::string token_endpoint = "https://as.example.com/token";
  std::vector<std::string> challenge_methods{"S256"};
};

/// Begins one that asks for this scope; null where the client refuses to.
using Authorize = std::unique_ptr<CodeAuthorization> (*)(const CodeServer& server,
                                                         const std::vector<std::string>& scope);

/// Input:      the token endpoint's response.
/// Properties: none is begun without TLS, or by a challenge other than S256; the URL says what is asked for; a response with another state or
///             issuer is refused and changes nothing, the right one is taken once; the code is redeemed once, by the verifier of the challenge;
///             tokens are taken once, where the model takes the response and its scope is one that was asked for.
/// Spec:       RFC 6749 sections 4.1, 5.1 and 10.12; RFC 7636 section 4; RFC 9207 section 2.4; RFC 9700 section 2.1
void check_code_flow(Authorize authorize, const oauth::message::Response& response);

}  // namespace oauthspec::fuzz
