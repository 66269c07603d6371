// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fuzz/oracle/json_members.h"
#include "harness/reference/message/http.h"

namespace oauthspec::fuzz {

/// A client's reader of error responses, and a server's writers of them. A function that is null is not offered.
struct ErrorResponseReader {
  /// The members of the body, and dpop_nonce, which is a header field.
  std::optional<Members> (*parse_body)(const oauth::message::Response& response) = nullptr;
  /// What a protected resource says in its challenges: error, error_description, error_uri, scope, realm, resource_metadata, and
  /// dpop_nonce.
  std::optional<Members> (*parse_challenge)(const oauth::message::Response& response) = nullptr;
  /// Writes what parse_body() reads; `basic` says that the client used the Authorization header field.
  std::optional<oauth::message::Response> (*write_body)(const Members& members, int status,
                                                        bool basic) = nullptr;
  /// Writes a Bearer challenge with error, scope, realm and resource_metadata.
  std::optional<std::string> (*write_challenge)(const Members& members) = nullptr;
};

/// What the model makes of the body of a response.
///
/// Spec:   RFC 6749 section 5.2
[[nodiscard]] std::optional<Members> model_error_body(const oauth::message::Response& response);

/// What it makes of the challenges of one.
///
/// Spec:   RFC 6750 section 3; RFC 9449 section 7.1
[[nodiscard]] std::optional<Members> model_error_challenge(
    const oauth::message::Response& response);

/// Input:      a response, as http_text.h writes it.
/// Properties: each reader takes what the model takes and finds what it finds; error, error_description and error_uri have the
///             characters that RFC 6749 lets them have; what was read can be written, and is read as the same; every 401 has a
///             challenge, and invalid_client is one to a client that used the Authorization header field.
/// Spec:       RFC 6749 section 5.2; RFC 6750 section 3; RFC 7235 section 2.1; RFC 9449 section 7.1
void check_error_response(const ErrorResponseReader& reader, std::string_view input);

}  // namespace oauthspec::fuzz
