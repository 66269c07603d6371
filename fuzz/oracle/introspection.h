// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "fuzz/oracle/json_members.h"
#include "harness/reference/message/http.h"

namespace oauthspec::fuzz {

/// A protected resource's reader of introspection responses, and a server's writer of them. A function that is null is not offered.
struct IntrospectionReader {
  /// The members, "aud" as an array.
  std::optional<Members> (*parse)(const oauth::message::Response& response) = nullptr;
  std::optional<oauth::message::Response> (*write)(const Members& members) = nullptr;
};

/// What the model makes of a response.
///
/// Spec:   RFC 7662 section 2.2; RFC 9449 section 6.2
[[nodiscard]] std::optional<Members> model_introspection(const oauth::message::Response& response);

/// Input:      a response, as http_text.h writes it.
/// Properties: parse() takes what the model takes and finds what it finds; only the JSON value true makes a token active; what was
///             read of an active token can be written, and is read as the same; of another one nothing is written but that.
/// Spec:       RFC 7662 section 2.2
void check_introspection(const IntrospectionReader& reader, std::string_view input);

}  // namespace oauthspec::fuzz
