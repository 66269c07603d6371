// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/reference/base/secret.h"
#include "harness/reference/oauth2/authorization_request.h"
#include "harness/reference/oauth2/authorization_response.h"
#include "harness/reference/oauth2/refusal.h"
#include "harness/reference/oauth2/scope.h"

namespace oauthspec::provider {

/// Seconds since 1970-01-01, as all times of the records.
using Seconds = std::int64_t;

/// What a resource owner (or nobody: client credentials) allowed a client. Everything that is issued for it carries a copy; `family`
/// is what they have in common, so that one misuse can revoke them all.
///
/// Spec:   RFC 6749 section 10.4; RFC 9700 section 4.14.2
struct Grant {
  std::uint64_t family = 0;
  std::string client_id;
  std::string subject;  ///< Empty: the client itself.
  oauth::oauth2::Scope scope;
  std::vector<std::string> resources;  ///< RFC 8707
  Seconds authorized_at = 0;
};

/// RFC 6749 section 4.1.2, RFC 7636 section 4.4
struct CodeRecord {
  oauth::Secret code;
  Grant grant;
  std::optional<std::string>
      redirect_uri;  ///< As the authorization request named it; nothing where it did not.
  std::optional<std::string> code_challenge;
  std::optional<std::string> code_challenge_method;
  std::optional<std::string> dpop_jkt;  ///< RFC 9449 section 10
  Seconds expires = 0;
  bool redeemed = false;
};

/// Of either token format: a JWT access token is kept, too, so that it can be revoked and introspected.
struct AccessTokenRecord {
  oauth::Secret token;
  Grant grant;
  std::string issuer;
  std::vector<std::string> audience;
  std::optional<std::string>
      jkt;  ///< The thumbprint of the key that it is bound to; nothing: a bearer token.
  Seconds issued = 0;
  Seconds expires = 0;
  std::string id;        ///< jti
  nlohmann::json actor;  ///< act of RFC 8693 section 4.1; null: nobody acts for the subject.
  bool revoked = false;
};

/// RFC 6749 section 6
struct RefreshTokenRecord {
  oauth::Secret token;
  Grant grant;
  std::optional<std::string> jkt;
  Seconds issued = 0;
  Seconds expires = 0;
  bool rotated = false;  ///< Another one took its place.
  bool revoked = false;
};

/// What became of the user's decision.
enum class Decision : std::uint8_t { pending, allowed, denied };

/// RFC 8628 section 3.2
struct DeviceRecord {
  oauth::Secret device_code;
  std::string user_code;
  Grant grant;
  Decision decision = Decision::pending;
  std::optional<std::string> dpop_jkt;
  Seconds expires = 0;
  Seconds interval = 5;
  std::optional<Seconds> polled;  ///< When it last asked.
  bool redeemed = false;
};

/// RFC 9126 section 2.2
struct PushedRecord {
  oauth::Secret request_uri;  ///< What stands behind the part that all have in common.
  std::string client_id;
  oauth::oauth2::AuthorizationRequest request;
  std::optional<std::string> dpop_jkt;
  Seconds expires = 0;
  bool used = false;
};

/// Temporary credentials: RFC 5849 section 2.1
struct TemporaryRecord {
  oauth::Secret key;  ///< oauth_token
  oauth::Secret secret;
  std::string client_id;
  std::string callback;  ///< An absolute URI, or "oob".
  Decision decision = Decision::pending;
  std::string subject;
  oauth::Secret verifier;
  Seconds expires = 0;
  bool exchanged = false;
};

/// Token credentials: RFC 5849 section 2.3
struct TokenCredentialsRecord {
  oauth::Secret key;  ///< oauth_token
  oauth::Secret secret;
  std::string client_id;
  std::string subject;
  Seconds expires = 0;
  bool revoked = false;
};

/// A browser that was shown a page.
struct SessionRecord {
  oauth::Secret id;          ///< The cookie's value; another one after each sign-in and sign-out.
  std::string browser;       ///< Stays the same through these.
  oauth::Secret csrf_token;  ///< Of forms that belong to no interaction.
  std::string subject;       ///< Who is signed in; empty: nobody.
  Seconds expires = 0;
};

/// How often user codes were guessed wrongly of late.
struct UserCodeAttempts {
  Seconds since = 0;  ///< When the first of them was.
  unsigned wrong = 0;
};

/// An error that waits until its owner has signed in: RFC 9700 section 4.11.2
struct PendingRefusal {
  oauth::oauth2::Refusal refusal;
  std::string requirement;  ///< For the verdict.
};

/// An authorization that waits for its resource owner.
struct InteractionRecord {
  oauth::Secret id;
  oauth::Secret csrf_token;
  std::string client_id;
  std::string browser;  ///< The session's that it was first shown in; empty: it was not shown yet.
  std::string subject;  ///< Whose consent was asked for; empty: nobody's yet.
  /// What is asked for, and in the hands of Finish what of it was allowed; empty for RFC 5849, which has no scope.
  oauth::oauth2::Scope scope;
  Seconds expires = 0;

  /// What it continues with once the owner decides: exactly one is set.
  std::optional<oauth::oauth2::AuthorizationRequest> authorization;  ///< RFC 6749
  std::string redirect_uri;  ///< Where the browser is sent on to, already matched; empty: nowhere.
  oauth::oauth2::ResponseMode response_mode{};       ///< Of `authorization`.
  std::optional<std::string> dpop_jkt;               ///< Of `authorization`.
  std::optional<PendingRefusal> refusal;             ///< Of `authorization`: nobody is asked.
  std::optional<std::string> temporary_credentials;  ///< RFC 5849: the key.
  std::optional<std::string> user_code;              ///< RFC 8628
};

}  // namespace oauthspec::provider
