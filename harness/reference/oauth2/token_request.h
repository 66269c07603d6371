// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "harness/reference/base/error.h"
#include "harness/reference/base/secret.h"
#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth2/client_authentication.h"
#include "harness/reference/oauth2/refusal.h"
#include "harness/reference/oauth2/scope.h"

namespace oauth::oauth2 {

/// The grants of a token request. What is nothing is left out.
struct CodeGrant {  ///< RFC 6749 section 4.1.3
  Secret code;
  std::optional<std::string>
      redirect_uri;                     ///< That of the authorization request, where it had one.
  std::optional<Secret> code_verifier;  ///< RFC 7636 section 4.5
};
struct RefreshGrant {  ///< RFC 6749 section 6
  Secret refresh_token;
};
struct ClientCredentialsGrant {};  ///< RFC 6749 section 4.4.2
struct PasswordGrant {             ///< RFC 6749 section 4.3.2
  std::string username;
  Secret password;
};
struct DeviceGrant {  ///< RFC 8628 section 3.4
  Secret device_code;
};
struct
    AssertionGrant {  ///< RFC 7521 section 4.1: a JWT (RFC 7523 section 2.1) or a SAML assertion (RFC 7522 section 2.1).
  std::string_view grant_type;
  Secret assertion;
};
struct ExchangeGrant {  ///< RFC 8693 section 2.1
  Secret subject_token;
  std::string subject_token_type;
  std::optional<Secret> actor_token;
  std::optional<std::string> actor_token_type;
  std::optional<std::string> requested_token_type;
  std::vector<std::string> audience;
};
struct ExtensionGrant {  ///< RFC 6749 section 4.5
  std::string grant_type;
  message::Parameters parameters;
};

using Grant = std::variant<CodeGrant, RefreshGrant, ClientCredentialsGrant, PasswordGrant,
                           DeviceGrant, AssertionGrant, ExchangeGrant, ExtensionGrant>;

inline constexpr std::string_view kDeviceGrantType = "urn:ietf:params:oauth:grant-type:device_code";
inline constexpr std::string_view kJwtGrantType = "urn:ietf:params:oauth:grant-type:jwt-bearer";
inline constexpr std::string_view kSamlGrantType = "urn:ietf:params:oauth:grant-type:saml2-bearer";
inline constexpr std::string_view kExchangeGrantType =
    "urn:ietf:params:oauth:grant-type:token-exchange";

/// What every request in a form may carry beside its own parameters.
struct FormOptions {
  std::optional<Scope> scope;
  std::vector<std::string> resource;      ///< RFC 8707 section 2.2
  std::optional<std::string> dpop_proof;  ///< RFC 9449 section 5
  message::Parameters extra;
  bool allow_plain_http = false;  ///< For tests on a loopback interface.
};

/// Writes a token request, as a client.
///
/// Input:  `endpoint` is the URI that it goes to; a query in it is kept.
/// Errors: uri_invalid and its like, uri_invalid for a fragment; uri_scheme_unsupported (a device code, and no https);
///         credentials_invalid (client_credentials without authentication included); parameter_invalid, scope_invalid, redirect_uri_invalid, code_verifier_invalid,
///         resource_invalid; parameter_duplicated (`extra` names a parameter again).
/// Spec:   RFC 6749 sections 3.2, 4.1.3, 4.3.2, 4.4.2, 4.5 and 6
[[nodiscard]] Result<message::Request> write_token_request(std::string_view endpoint,
                                                           const Client& client, const Grant& grant,
                                                           const FormOptions& options);

/// Reads a token request, as an authorization server. Neither client nor grant is verified yet.
struct TokenRequest {
  PresentedClient client;
  Grant grant;
  std::optional<Scope> scope;
  message::Parameters parameters;  ///< All of them, resource among them.
};

/// Output: a refusal is invalid_request (another method than POST, no form, a parameter missing or there twice),
///         invalid_client, unsupported_grant_type, invalid_scope.
/// Spec:   RFC 6749 sections 3.2 and 5.2
[[nodiscard]] Judgement<TokenRequest> parse_token_request(const message::Request& request);

}  // namespace oauth::oauth2
