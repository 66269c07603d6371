// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fuzz/oracle/oauth1_text_model.h"

namespace oauthspec::fuzz {

/// What reads and writes OAuth 1.0's Authorization field. A function that is null is not offered, and not asked for.
struct AuthorizationHeaderCodec {
  /// Whether the field's scheme is OAuth, so that it may be read.
  bool (*has_scheme)(std::string_view field) = nullptr;
  /// Nothing where it refuses the field.
  std::optional<AuthorizationField> (*parse)(std::string_view field) = nullptr;
  /// Nothing where no field can hold that.
  std::optional<std::string> (*write)(const AuthorizationField& field) = nullptr;
};

/// Input:      the field's value; and behind octets FF a realm, and names and values in turn, decoded, which are to be written.
/// Properties: a field is taken where the model takes it, and has what the model finds, the realm apart; what is written is the model's
///             text, but for white space behind commas; parsing what is written gives what went in; parsing, writing and parsing again
///             changes nothing.
/// Spec:       RFC 5849 section 3.5.1; RFC 2617 section 1.2; RFC 2616 section 2.2
void check_authorization_header(const AuthorizationHeaderCodec& codec, std::string_view input);

}  // namespace oauthspec::fuzz
