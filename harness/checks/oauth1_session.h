// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/checks/finding.h"
#include "harness/checks/session.h"
#include "harness/reference/oauth1/credentials_response.h"
#include "harness/reference/oauth1/request_parameters.h"
#include "harness/reference/oauth1/signature_method.h"

/// Requests of OAuth 1.0 for checks: right ones, and ones that are wrong in one thing, be it signed or changed behind the signature.
namespace oauthspec::checks {

/// An authenticated request in its parts; each may be changed before it is signed, and after.
struct OAuth1Parts {
  TestOAuth1Client
      client;  ///< Whose secret or private key signs; what is sent stands in `protocol`.
  std::optional<oauth::oauth1::Credentials> token;  ///< Its secret signs; nothing: an empty one.
  oauth::oauth1::SignatureMethod method = oauth::oauth1::SignatureMethod::hmac_sha1;
  Request request;      ///< Without protocol parameters.
  Parameters protocol;  ///< As they are sent; oauth_signature among them once it is signed.
  oauth::oauth1::Location location = oauth::oauth1::Location::authorization_header;
  std::optional<std::string> realm;
};

/// One protocol parameter set, or left out.
void set(OAuth1Parts& parts, std::string_view name, std::string_view value);
void leave_out(OAuth1Parts& parts, std::string_view name);
/// Signs by another method, and says so.
void use_method(OAuth1Parts& parts, oauth::oauth1::SignatureMethod method);
/// Makes a POST of it with a body of this type.
void post(OAuth1Parts& parts, std::string_view content_type, std::string_view body);

/// Temporary credentials that the resource owner has authorized.
struct AuthorizedCredentials {
  oauth::oauth1::Credentials temporary;
  std::string verifier;
  std::string arrived;  ///< The URL of the callback request.
};

/// OAuth 1.0 over a session, for targets with an oauth1_client.
class OAuth1Session {
 public:
  explicit OAuth1Session(Session& session) : session_(&session) {}

  [[nodiscard]] const TestOAuth1Client& client() const { return sure(target().oauth1_client); }
  [[nodiscard]] const Target& target() const { return session_->target(); }
  [[nodiscard]] Session& session() const { return *session_; }

  /// Right requests, not signed yet: HMAC-SHA1 in the Authorization header field, by the target's first client.
  [[nodiscard]] OAuth1Parts temporary_parts() const;
  [[nodiscard]] OAuth1Parts token_parts(const AuthorizedCredentials& authorized) const;
  [[nodiscard]] OAuth1Parts resource_parts(const oauth::oauth1::Credentials& token) const;
  /// The same by another client; one without a secret signs by RSA-SHA1.
  [[nodiscard]] static OAuth1Parts by(const TestOAuth1Client& client, OAuth1Parts parts);

  /// Sets oauth_signature.
  [[nodiscard]] Attempt<OAuth1Parts> sign(OAuth1Parts parts) const;
  /// The parts as they are, written.
  [[nodiscard]] static Attempt<Request> request_of(const OAuth1Parts& parts);
  /// Sends the parts as they are.
  [[nodiscard]] Attempt<Response> send(const OAuth1Parts& parts) const;
  [[nodiscard]] Attempt<Response> sign_and_send(OAuth1Parts parts) const;

  /// The credentials of a response of either endpoint; inconclusive where it has none.
  [[nodiscard]] static Attempt<oauth::oauth1::Credentials> credentials_of(const Response& response);
  [[nodiscard]] Attempt<oauth::oauth1::Credentials> temporary_credentials() const;
  /// Where the owner is sent to decide.
  [[nodiscard]] std::string authorization_url(const oauth::oauth1::Credentials& temporary) const;
  /// Lets the owner allow them.
  [[nodiscard]] Attempt<AuthorizedCredentials> authorize(
      const oauth::oauth1::Credentials& temporary, const std::string& callback) const;
  /// New temporary credentials, allowed by the owner.
  [[nodiscard]] Attempt<AuthorizedCredentials> authorized() const;
  /// Token credentials of a whole flow; by another client, too.
  [[nodiscard]] Attempt<oauth::oauth1::Credentials> token_credentials() const;
  [[nodiscard]] Attempt<oauth::oauth1::Credentials> token_credentials(
      const TestOAuth1Client& client) const;

 private:
  [[nodiscard]] OAuth1Parts parts_of(std::string_view http_method, const std::string& url,
                                     const std::optional<oauth::oauth1::Credentials>& token,
                                     const Parameters& extra) const;

  Session* session_;
};

/// Gives a request that is sent once more a nonce of its own, and the time.
void renew(const OAuth1Session& oauth1, OAuth1Parts& parts);

/// Whether the request was refused with this status. `accepted` says what is wrong if it was not refused at all.
[[nodiscard]] Finding refused_with(const Response& response, int status, std::string_view accepted);

/// Whether the request was taken. `refused` says what is wrong if it was not.
[[nodiscard]] Finding taken(const Response& response, std::string_view refused);

/// The target's client that signs by RSA-SHA1; null: there is none.
[[nodiscard]] const TestOAuth1Client* rsa_client(const Target& target);

}  // namespace oauthspec::checks
