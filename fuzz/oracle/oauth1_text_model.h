// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/reference/message/http.h"

namespace oauthspec::fuzz {

/// Decoded names and values in their order; a name may stand more than once.
using Pairs = std::vector<std::pair<std::string, std::string>>;

/// What an Authorization field of OAuth 1.0 holds: the realm apart, the parameters decoded.
struct AuthorizationField {
  std::optional<std::string> realm;
  Pairs parameters;

  friend bool operator==(const AuthorizationField&, const AuthorizationField&) = default;
};

}  // namespace oauthspec::fuzz

/// How OAuth 1.0 writes and reads texts: slow, and plain enough to be read against the RFC. Nothing of the reference is in it.
namespace oauthspec::fuzz::oauth1_model {

/// RFC 5849 section 3.6
[[nodiscard]] std::string encode(std::string_view octets);
/// RFC 3986 section 2.1; nothing where an escape is cut short or has no digits.
[[nodiscard]] std::optional<std::string> decode(std::string_view text);
/// RFC 4648 section 4
[[nodiscard]] std::string base64(std::string_view octets);

/// ASCII alone.
[[nodiscard]] std::string lower(std::string_view text);
[[nodiscard]] std::string upper(std::string_view text);
/// RFC 2616 section 2.2
[[nodiscard]] bool is_token(std::string_view text);

/// HTML 4.01 section 17.13.4.1; nothing where an escape is none.
[[nodiscard]] std::optional<Pairs> read_form(std::string_view text);
/// "a=1&b=2", each name and value encoded as RFC 5849 section 3.6 says.
[[nodiscard]] std::string write_pairs(const Pairs& pairs);
/// Whether there is one Content-Type, and it is a form's.
[[nodiscard]] bool is_form(const std::vector<oauth::message::HeaderField>& headers);

/// The values of the fields of this name, which is in lower case.
[[nodiscard]] std::vector<std::string> fields_named(
    const std::vector<oauth::message::HeaderField>& headers, std::string_view name);
[[nodiscard]] bool has_name_twice(const Pairs& pairs);
/// The value of the first pair of this name.
[[nodiscard]] std::optional<std::string> find(const Pairs& pairs, std::string_view name);
[[nodiscard]] std::size_t count(const Pairs& pairs, std::string_view name);

/// Whether the field's scheme is OAuth in any case.
[[nodiscard]] bool is_oauth_field(std::string_view field);
/// RFC 5849 section 3.5.1; nothing where the grammar is left, or where a name or the realm stands twice.
[[nodiscard]] std::optional<AuthorizationField> read_authorization(std::string_view field);
/// The same, written; nothing where a quoted string cannot hold the realm, or a name is empty or the realm's.
[[nodiscard]] std::optional<std::string> write_authorization(const AuthorizationField& field);

}  // namespace oauthspec::fuzz::oauth1_model
