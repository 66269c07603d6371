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
#include "harness/reference/oauth2/refusal.h"

namespace oauth::oauth2 {

/// How a client shows who it is. The names are those of token_endpoint_auth_method (RFC 7591 section 2).
struct NoAuthentication {};  ///< none: client_id alone is sent.
struct TlsCertificate {};  ///< tls_client_auth: the same, and the connection shows the certificate.
struct SecretBasic {       ///< client_secret_basic
  Secret client_secret;
};
struct SecretPost {  ///< client_secret_post
  Secret client_secret;
};
struct Assertion {  ///< client_secret_jwt and private_key_jwt
  Secret client_assertion;
};

using ClientAuthentication =
    std::variant<NoAuthentication, TlsCertificate, SecretBasic, SecretPost, Assertion>;

/// A client, as it shows itself to an endpoint.
struct Client {
  std::string client_id;
  ClientAuthentication authentication;
};

/// The value of client_assertion_type.
///
/// Spec:   RFC 7523 section 2.2
inline constexpr std::string_view kJwtAssertionType =
    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// Adds what the method needs to a request: a header field, or parameters of its form.
///
/// Errors: credentials_invalid: a client_id or client_secret with a character that the grammar has not, an empty client_id, or an
///         empty assertion.
/// Spec:   RFC 6749 sections 2.3 and 3.2.1; RFC 7523 section 2.2
[[nodiscard]] Result<void> add_client_authentication(const Client& client,
                                                     message::Parameters& form,
                                                     std::vector<message::HeaderField>& headers);

/// A client, as a request shows it to a server. Nothing is verified yet.
struct PresentedClient {
  std::optional<std::string> client_id;  ///< Nothing: an assertion may tell.
  ClientAuthentication authentication;
};

/// Finds what a request shows of its client, as a server.
///
/// Output: a refusal is invalid_request (400): more than one method at once, or a part of one; invalid_client (401): a Basic
///         header field that cannot be read.
/// Spec:   RFC 6749 sections 2.3, 3.2.1 and 5.2
[[nodiscard]] Judgement<PresentedClient> find_client(const message::Request& request,
                                                     const message::Parameters& form);

}  // namespace oauth::oauth2
