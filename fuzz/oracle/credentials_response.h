// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fuzz/oracle/oauth1_text_model.h"
#include "harness/reference/message/http.h"

namespace oauthspec::fuzz {

/// What a response with credentials brings.
struct CredentialsRead {
  std::string key, secret;
  Pairs extra;  ///< What is beyond the parameters of the RFC, in its order.

  friend bool operator==(const CredentialsRead&, const CredentialsRead&) = default;
};

/// What reads and writes the responses with temporary (RFC 5849 section 2.1) and with token credentials (2.3). A function that is null is
/// not offered, and not asked for.
struct CredentialsResponseCodec {
  /// Nothing where it refuses the response.
  std::optional<CredentialsRead> (*parse)(bool temporary,
                                          const oauth::message::Response& response) = nullptr;
  oauth::message::Response (*write)(bool temporary, std::string_view key,
                                    std::string_view secret) = nullptr;
};

/// Input:      a response, as fuzz/input/http_text.h has it. It is read as one with temporary credentials, and as one with token
///             credentials; the two halves of its body are an identifier and a secret that are written.
/// Properties: a response is taken where the model takes it, and has what the model finds; parsing undoes writing; what was read and is
///             written again is read alike. What is taken for temporary credentials is good for token credentials.
/// Spec:       RFC 5849 sections 2.1 and 2.3
void check_credentials_response(const CredentialsResponseCodec& codec, std::string_view input);

}  // namespace oauthspec::fuzz
