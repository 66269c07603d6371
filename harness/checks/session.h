// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/checks/finding.h"
#include "harness/checks/target.h"
#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"

namespace oauthspec::checks {

using oauth::message::HeaderField;
using oauth::message::Parameters;
using oauth::message::Request;
using oauth::message::Response;

/// The parameters with one of them set: instead of all that have the name, or at the end.
[[nodiscard]] Parameters with(const Parameters& parameters, std::string_view name,
                              std::string_view value);
/// The parameters without those of the name.
[[nodiscard]] Parameters without(const Parameters& parameters, std::string_view name);
/// The parameters and one more, whether or not there is one of the name.
[[nodiscard]] Parameters also(const Parameters& parameters, std::string_view name,
                              std::string_view value);

/// The form of a right token request of the client credentials grant.
[[nodiscard]] Parameters client_credentials_form();

class Session;

/// A code that the server gave, and what a token request for it needs.
struct IssuedCode {
  std::string code;
  std::string redirect_uri;
  std::string code_verifier;  ///< Empty where the request had no challenge.
  std::string state;
  Parameters response;  ///< Every parameter of the authorization response.
  std::string arrived;  ///< The URL that it arrived at, whole.
};

/// A successful token response.
struct IssuedTokens {
  std::string access_token;
  std::string refresh_token;  ///< Empty: none.
  nlohmann::json members;     ///< The body.
  Response response;

  /// In seconds; inconclusive where the response does not say it.
  [[nodiscard]] Attempt<std::int64_t> expires_in() const;
};

/// What ended a visit of the owner's, as a finding.
[[nodiscard]] Finding lost(const flows::Failure& failure);

/// A code that nobody issued, with all that a token request for one needs.
[[nodiscard]] IssuedCode made_up_code(Session& session);

/// How a code is asked for.
struct CodeRequest {
  const TestClient* client = nullptr;         ///< Null: the target's confidential one.
  std::optional<std::string> redirect_uri{};  ///< Nothing: the client's first.
  std::optional<std::string> scope{};         ///< Nothing: the client's; empty: none is sent.
  bool challenge = true;                      ///< PKCE with S256.
  Parameters extra{};                         ///< Takes the place of parameters of the same name.
};

/// What one check does with the server. Requests are made octet by octet from parameters,
/// not by the reference's writers, so that a check can break any rule.
class Session {
 public:
  explicit Session(const Target& target);

  [[nodiscard]] const Target& target() const { return *target_; }
  [[nodiscard]] const flows::World& world() const { return world_; }
  /// The confidential client. Only for checks that need code_grant or client_credentials.
  [[nodiscard]] const TestClient& client() const { return sure(target_->confidential); }

  /// Sends a request as it is; no answer at all is inconclusive.
  [[nodiscard]] Attempt<Response> send(const Request& request);
  [[nodiscard]] Attempt<Response> get(const std::string& url,
                                      std::vector<HeaderField> headers = {});
  /// A form, POSTed.
  [[nodiscard]] Attempt<Response> post(const std::string& url, const Parameters& form,
                                       std::vector<HeaderField> headers = {});
  /// The same, with the client's authentication added in its own way.
  [[nodiscard]] Attempt<Response> post_as(const TestClient& client, const std::string& url,
                                          const Parameters& form,
                                          std::vector<HeaderField> headers = {});
  /// A request of the token endpoint.
  [[nodiscard]] Attempt<Response> token(const TestClient& client, const Parameters& form,
                                        std::vector<HeaderField> headers = {});

  /// The parameters of an authorization request for a code, with state and challenge.
  [[nodiscard]] Parameters code_parameters(const CodeRequest& request = {});
  /// Sends one to the authorization endpoint as a browser without a session would; gives the first response, a page or a redirection.
  [[nodiscard]] Attempt<Response> authorization(const Parameters& parameters);
  /// Lets the owner allow one, and gives the URL (or form) that the redirection endpoint is reached with.
  [[nodiscard]] Attempt<Request> authorized(const Parameters& parameters);

  /// A code, by way of the owner. Inconclusive where there is none.
  [[nodiscard]] Attempt<IssuedCode> code(const CodeRequest& request = {});
  /// The form of a right token request for a code.
  [[nodiscard]] Parameters code_form(const IssuedCode& code) const;
  [[nodiscard]] Attempt<Response> redeem(const IssuedCode& code,
                                         const TestClient* client = nullptr);
  /// Tokens by the code grant. Inconclusive where there are none.
  [[nodiscard]] Attempt<IssuedTokens> tokens(const CodeRequest& request = {});
  /// The response to a right request of the client credentials grant, which refusals are held against; inconclusive where it is no
  /// success.
  [[nodiscard]] Attempt<Response> client_credentials();
  /// Tokens by the client credentials grant. Inconclusive where there are none.
  [[nodiscard]] Attempt<IssuedTokens> tokens_for_itself(const TestClient& client,
                                                        const Parameters& extra = {});
  /// Tokens out of a response: inconclusive where it is no successful one.
  [[nodiscard]] static Attempt<IssuedTokens> read_tokens(const Response& response);

  /// A GET of the protected resource with a bearer token.
  [[nodiscard]] Attempt<Response> resource(std::string_view access_token);
  /// Whether the resource takes the token: true 2xx, false 401; anything else is inconclusive.
  [[nodiscard]] Attempt<bool> takes(std::string_view access_token);

  /// Sends requests at the same moment. Only for checks that need `parallel`. Inconclusive where one of them gets no answer.
  [[nodiscard]] Attempt<std::vector<Response>> at_once(const std::vector<Request>& requests);

  /// Lets so many seconds go by. Inconclusive where they are more than the target's patience, or the run ends meanwhile.
  [[nodiscard]] Attempt<void> wait(std::int64_t seconds);

  /// Which of the check's exchanges was the last until now, for Finding::exchange; nothing where none is kept.
  [[nodiscard]] std::optional<std::size_t> last_exchange() const;

  /// Text that nobody has used before, of letters and digits.
  [[nodiscard]] std::string fresh_text(std::size_t octets = 16);

 private:
  const Target* target_;
  flows::World world_;
};

}  // namespace oauthspec::checks
