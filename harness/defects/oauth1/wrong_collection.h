// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/defects/oauth1/functions.h"

/// Wrong ways to collect the parameters that are signed (section 3.4.1.3.1).
namespace oauthspec::defects::oauth1::wrong {

// Forms and queries (`read_form`).
[[nodiscard]] Result<Parameters> form_not_decoded(string_view text);
[[nodiscard]] Result<Parameters> form_decoded_twice(string_view text);
/// "+" stays "+".
[[nodiscard]] Result<Parameters> plus_not_decoded(string_view text);
[[nodiscard]] Result<Parameters> form_as_latin_1(string_view text);
/// HTML 4.01 appendix B.2.2 recommends it to servers.
[[nodiscard]] Result<Parameters> semicolon_separates(string_view text);
/// The value ends at the second "=".
[[nodiscard]] Result<Parameters> split_at_every_equals_sign(string_view text);
[[nodiscard]] Result<Parameters> names_without_value_dropped(string_view text);
[[nodiscard]] Result<Parameters> empty_dropped(string_view text);
[[nodiscard]] Result<Parameters> form_names_in_lower_case(string_view text);
/// PHP and Rails read "a[k]=v" as an array a.
[[nodiscard]] Result<Parameters> brackets_cut(string_view text);
[[nodiscard]] Result<Parameters> last_of_name_only(string_view text);
[[nodiscard]] Result<Parameters> first_of_name_only(string_view text);

/// The first parameter of each name.
[[nodiscard]] Parameters first_of_each(const Parameters& parameters);
/// By their places in the RFC's examples, and not by name (`pick`).
[[nodiscard]] std::optional<string_view> picked_by_place(const Parameters& parameters,
                                                         string_view name);

// The query (`query`).
[[nodiscard]] Result<Parameters> query_ignored(const Functions& library, const Request& request);
[[nodiscard]] Result<Parameters> query_of_get_only(const Functions& library,
                                                   const Request& request);
[[nodiscard]] Result<Parameters> query_behind_last_question_mark(const Functions& library,
                                                                 const Request& request);
[[nodiscard]] Result<Parameters> fragment_read_too(const Functions& library,
                                                   const Request& request);
[[nodiscard]] Result<Parameters> protocol_parameters_not_in_query(const Functions& library,
                                                                  const Request& request);

// The Authorization header field (`header`).
[[nodiscard]] Result<Parameters> header_ignored(const Functions& library, const Request& request);
/// ddo/oauth-1.0a #50.
[[nodiscard]] Result<Parameters> realm_signed(const Functions& library, const Request& request);
[[nodiscard]] Result<Parameters> oauth_names_only(const Functions& library, const Request& request);
/// "Digest" and "Bearer" too.
[[nodiscard]] Result<Parameters> any_scheme_read(const Functions& library, const Request& request);
[[nodiscard]] Result<Parameters> scheme_with_case(const Functions& library, const Request& request);
[[nodiscard]] Result<Parameters> first_field_only(const Functions& library, const Request& request);

// The body (`body`).
[[nodiscard]] Result<Parameters> body_ignored(const Functions& library, const Request& request);
[[nodiscard]] Result<Parameters> body_of_any_type(const Functions& library, const Request& request);
[[nodiscard]] Result<Parameters> body_of_post_only(const Functions& library,
                                                   const Request& request);
[[nodiscard]] Result<Parameters> media_type_with_case(const Functions& library,
                                                      const Request& request);
[[nodiscard]] Result<Parameters> media_type_searched(const Functions& library,
                                                     const Request& request);
/// The parts of multipart/form-data are fields too.
[[nodiscard]] Result<Parameters> multipart_read(const Functions& library, const Request& request);
/// The members of a JSON object are parameters too.
[[nodiscard]] Result<Parameters> json_read(const Functions& library, const Request& request);

// What is left out (`is_signed`).
[[nodiscard]] bool all_signed(const ParameterView& parameter);
[[nodiscard]] bool signature_by_prefix_left_out(const ParameterView& parameter);
[[nodiscard]] bool signature_without_case_left_out(const ParameterView& parameter);
[[nodiscard]] bool every_realm_left_out(const ParameterView& parameter);
[[nodiscard]] bool extensions_left_out(const ParameterView& parameter);

// What is added (`arrange`).
[[nodiscard]] Pairs version_assumed(const Functions& library, Pairs decoded);
[[nodiscard]] Pairs empty_token_assumed(const Functions& library, Pairs decoded);

}  // namespace oauthspec::defects::oauth1::wrong
