// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/defects/oauth1/functions.h"

/// Wrong ways to read an Authorization header field (section 3.5.1): `parse_header`.
namespace oauthspec::defects::oauth1::wrong {

using Header = rfc::AuthorizationHeader;

// The auth-scheme.
[[nodiscard]] Result<Header> scheme_case_sensitive(string_view field);
[[nodiscard]] Result<Header> scheme_by_prefix(string_view field);
[[nodiscard]] Result<Header> scheme_unchecked(string_view field);

// The grammar.
/// Cuts at each comma, at the first "=", and strips quotation marks: what is malformed is read all the same.
[[nodiscard]] Result<Header> split_at_commas(string_view field);
/// Cuts at ", " only.
[[nodiscard]] Result<Header> split_at_comma_and_space(string_view field);
/// A value ends at its first "=".
[[nodiscard]] Result<Header> split_at_equals_signs(string_view field);
/// Looks behind the "=" before it looks whether there is one.
/// oauthlib #186, cgimap #146.
[[nodiscard]] Result<Header> piece_without_equals_sign_crashes(string_view field);
/// Cuts at ";" too.
[[nodiscard]] Result<Header> semicolon_between_parameters(string_view field);
/// Stops at the first thing that is no parameter, and keeps what came before.
[[nodiscard]] Result<Header> rest_ignored(string_view field);

// Values.
[[nodiscard]] Result<Header> header_plus_as_space(string_view field);
[[nodiscard]] Result<Header> header_not_decoded(string_view field);
[[nodiscard]] Result<Header> header_decoded_twice(string_view field);
[[nodiscard]] Result<Header> header_as_latin_1(string_view field);
[[nodiscard]] Result<Header> header_values_trimmed(string_view field);
[[nodiscard]] Result<Header> header_values_cut_to_buffer(string_view field);
[[nodiscard]] Result<Header> header_values_end_at_nul(string_view field);
[[nodiscard]] Result<Header> header_names_not_decoded(string_view field);
[[nodiscard]] Result<Header> header_empty_dropped(string_view field);
[[nodiscard]] Result<Header> header_names_in_lower_case(string_view field);
[[nodiscard]] Result<Header> header_lower_case_escapes_kept(string_view field);
[[nodiscard]] Result<Header> header_first_of_name_only(string_view field);
/// The realm too: the last one counts.
[[nodiscard]] Result<Header> header_duplicates_kept(string_view field);
/// Names with the oauth_ prefix only.
[[nodiscard]] Result<Header> header_oauth_names_only(string_view field);

// The realm.
[[nodiscard]] Result<Header> realm_as_parameter(string_view field);
[[nodiscard]] Result<Header> realm_dropped(string_view field);
/// A parameter with "realm" anywhere in it is taken for the realm: python-oauth2 #151.
[[nodiscard]] Result<Header> realm_searched(string_view field);
[[nodiscard]] Result<Header> last_realm_counts(string_view field);

}  // namespace oauthspec::defects::oauth1::wrong
