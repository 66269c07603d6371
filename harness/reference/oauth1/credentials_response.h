// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "harness/reference/base/error.h"
#include "harness/reference/base/secret.h"
#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"

namespace oauth::oauth1 {

/// Which of the two endpoints that give credentials is meant.
enum class CredentialsKind : std::uint8_t {
  temporary,  ///< RFC 5849 section 2.1
  token,      ///< RFC 5849 section 2.3
};

/// Temporary credentials or token credentials.
struct Credentials {
  std::string key;  ///< The identifier, sent as oauth_token.
  Secret secret;    ///< The shared-secret.
};

/// What an endpoint answered.
struct CredentialsResponse {
  Credentials credentials;
  message::Parameters extra;  ///< What the server added to the parameters of the RFC.
};

/// Reads the response of the temporary credential or token endpoint.
///
/// Errors: status_unexpected, content_type_unexpected; percent_truncated, percent_bad_digit;
///         parameter_missing, parameter_duplicated; callback_not_confirmed for temporary
///         credentials.
/// Spec:   RFC 5849 sections 2.1 and 2.3
[[nodiscard]] Result<CredentialsResponse> parse_credentials_response(
    CredentialsKind kind, const message::Response& response);

/// Writes the response with which a server gives credentials.
///
/// Spec:   RFC 5849 sections 2.1 and 2.3
[[nodiscard]] message::Response write_credentials_response(CredentialsKind kind,
                                                           const Credentials& credentials);

}  // namespace oauth::oauth1
