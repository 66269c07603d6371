// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "fuzz/oracle/json_members.h"
#include "harness/reference/message/http.h"

namespace oauthspec::fuzz {

/// Where a response's parameters stand.
enum class ResponseMode : std::uint8_t { query, fragment, form_post };

/// What a client remembers of its authorization request, and of the server that it went to.
struct SentAuthorization {
  bool wants_token = false;  ///< The implicit grant; else it wants a code.
  ResponseMode mode = ResponseMode::query;
  std::optional<std::string> redirect_uri, state, issuer;
  std::optional<bool> iss_supported;  ///< What the server's metadata says of iss.
};

/// A client's reader of what arrives at its redirection endpoint, and a server's writer of it. A function that is null is not offered.
struct AuthorizationResponseReader {
  /// The parameters under their names, "expires_in" as a number, "scope" as an array of tokens; "extra" is an array of [name, value].
  std::optional<Members> (*parse)(const oauth::message::Request& request,
                                  const SentAuthorization& sent) = nullptr;
  /// The URI that the user-agent is sent to, with the response in its query or fragment.
  std::optional<std::string> (*write)(std::string_view redirect_uri, const Members& members,
                                      ResponseMode mode) = nullptr;
};

/// What the client remembers, written as a form: response_type, response_mode, redirect_uri, state, issuer, iss_supported.
[[nodiscard]] SentAuthorization read_sent_authorization(std::string_view form);

/// What the model makes of a request to the redirection endpoint.
///
/// Spec:   RFC 6749 sections 4.1.2, 4.2.2 and 10.12, appendix A; RFC 9207 section 2.4; OAuth 2.0 Form Post Response Mode section 2
[[nodiscard]] std::optional<Members> model_authorization_response(
    const oauth::message::Request& request, const SentAuthorization& sent);

/// Input:      two parts: what the client remembers, as a form; and a request, as http_text.h writes it, whose URL keeps its fragment.
/// Properties: parse() takes what the model takes and finds what it finds; nothing is taken with another state or issuer, error
///             responses too, nor with a parameter that stands twice, nor with a code and an error; what was read can be written
///             in query and fragment, and is read as the same.
/// Spec:       RFC 6749 sections 3.1, 4.1.2 and 4.2.2; RFC 9207 section 2.4; where these leave a choice (vectors/README.md), the
///             strict reading
void check_authorization_response(const AuthorizationResponseReader& reader,
                                  std::string_view input);

}  // namespace oauthspec::fuzz
