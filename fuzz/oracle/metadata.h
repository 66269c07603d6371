// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fuzz/oracle/json_members.h"
#include "fuzz/oracle/metadata_members.h"
#include "harness/reference/message/http.h"

namespace oauthspec::fuzz {

/// Whose signed metadata counts. No key: whoever tests says what a good signature is.
struct MetadataSignature {
  std::string issuer;
  std::string
      octets;  ///< The only signature that is good, whatever was signed, and of the algorithm ES256.
  std::int64_t now = 0;
};

/// A client's reader of metadata. A function that is null is not offered.
struct MetadataReader {
  /// The members, with defaults where the document has none.
  ///
  /// Input:  `identifier` is the issuer or resource that it must be of. Its signed metadata is passed over.
  std::optional<Members> (*parse)(const oauth::message::Response& response, Document document,
                                  std::string_view identifier) = nullptr;
  /// The same, where what is signed takes the place of what is not.
  std::optional<Members> (*parse_signed)(const oauth::message::Response& response,
                                         Document document, std::string_view identifier,
                                         const MetadataSignature& signature) = nullptr;
};

/// What the model makes of a response.
///
/// Spec:   RFC 8414 sections 2 and 3; RFC 9728 sections 2 and 3; RFC 7591 section 3.2.1
[[nodiscard]] std::optional<Members> model_metadata(const oauth::message::Response& response,
                                                    Document document, std::string_view identifier);

/// Input:      three parts: "server", "resource" or "client", a space and the identifier; claims that are signed, as JSON text, or
///             nothing; and a response, as http_text.h writes it.
/// Properties: parse() takes what the model takes and finds what it finds; a document of another identifier is never taken, be it
///             another one by a single character. The response with the claims signed in it is read as one that says itself what
///             they say; with a wrong signature, or that of another issuer, it is refused.
/// Spec:       RFC 8414 sections 2, 2.1 and 3.3; RFC 9728 sections 2, 2.2 and 3.3; RFC 7591 section 3.2.1; where these leave a
///             choice (vectors/README.md), the strict reading
void check_metadata(const MetadataReader& reader, std::string_view input);

}  // namespace oauthspec::fuzz
