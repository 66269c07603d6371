// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/oracle/code_flow.h"
#include "fuzz/oracle/json_members.h"
#include "harness/reference/message/http.h"

namespace oauthspec::fuzz {

/// A client's reader of successful responses of the token endpoint, and a server's writer of them. A function that is null is not
/// offered.
struct TokenResponseReader {
  /// The members, and dpop_nonce, which is a header field; nothing where it refuses the response.
  ///
  /// Input:  `token_types` are those that the client understands; `exchange` says that the grant was a token exchange (RFC 8693).
  std::optional<Members> (*parse)(const oauth::message::Response& response,
                                  const std::vector<std::string>& token_types,
                                  bool exchange) = nullptr;
  std::optional<oauth::message::Response> (*write)(const Members& members) = nullptr;
  /// What leads to the response.
  Authorize authorize = nullptr;
};

/// What the model makes of a response.
///
/// Spec:   RFC 6749 sections 5.1 and 7.1, appendix A.12 to A.17; RFC 8693 section 2.2.1
[[nodiscard]] std::optional<Members> model_token_response(
    const oauth::message::Response& response, const std::vector<std::string>& token_types,
    bool exchange);

/// Input:      a response, as http_text.h writes it.
/// Properties: after a token exchange and after any other grant, parse() takes what the model takes and finds what it finds; none is
///             taken without access_token or token_type; a member that nobody knows changes nothing else; what was read can be
///             written, is no-store, and is read as the same; at the end of an authorization, those of code_flow.h.
/// Spec:       RFC 6749 section 5.1; RFC 8693 section 2.2.1; where these leave a choice (vectors/README.md), the strict reading
void check_token_response(const TokenResponseReader& reader, std::string_view input);

}  // namespace oauthspec::fuzz
