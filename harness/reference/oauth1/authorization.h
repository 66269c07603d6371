// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "harness/reference/base/error.h"
#include "harness/reference/message/parameters.h"

namespace oauth::oauth1 {

/// The URI that the client sends the resource owner to.
///
/// Input:  `token`, the identifier of the temporary credentials; `extra`, what else the server asks
///         for.
/// Errors: those of parse_uri(); uri_host_missing; percent_truncated, percent_bad_digit;
///         parameter_duplicated where the endpoint's query has a protocol parameter, which section
///         2 forbids, or `extra` a second oauth_token.
/// Example: authorization_url("https://server.example.com/authorize_access", "hdk48Djdsa") is
///          "https://server.example.com/authorize_access?oauth_token=hdk48Djdsa"
/// Spec:   RFC 5849 section 2.2
[[nodiscard]] Result<std::string> authorization_url(std::string_view endpoint,
                                                    std::string_view token,
                                                    const message::Parameters& extra = {});

/// What the callback request brings the client.
struct Callback {
  std::string token;     ///< The identifier of the temporary credentials.
  std::string verifier;  ///< The verification code.
};

/// Reads the URI of the callback request.
///
/// Input:  `token`, the identifier of the temporary credentials that the client waits for.
/// Errors: those of parse_uri(); percent_truncated, percent_bad_digit; parameter_missing,
///         parameter_duplicated, callback_token_mismatch.
/// Spec:   RFC 5849 section 2.2
[[nodiscard]] Result<Callback> parse_callback(std::string_view url, std::string_view token);

/// The URI that the server sends the resource owner back to: the callback with both parameters at
/// the end of its query.
///
/// Errors: those of parse_uri().
/// Spec:   RFC 5849 section 2.2
[[nodiscard]] Result<std::string> callback_url(std::string_view callback, std::string_view token,
                                               std::string_view verifier);

}  // namespace oauth::oauth1
