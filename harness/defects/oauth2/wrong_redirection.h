// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

/// Comparisons of redirection URIs that are none: where RFC 6749 section 3.1.2.3 has simple string comparison.
namespace oauthspec::defects::oauth2::wrong {

using std::string_view;

// Parts of the texts.
[[nodiscard]] bool begins_with(string_view registered, string_view requested);
[[nodiscard]] bool begins_with_folder(string_view registered, string_view requested);
[[nodiscard]] bool ends_with(string_view registered, string_view requested);
[[nodiscard]] bool holds(string_view registered, string_view requested);
[[nodiscard]] bool held_by(string_view registered, string_view requested);
[[nodiscard]] bool host_only(string_view registered, string_view requested);
[[nodiscard]] bool host_searched(string_view registered, string_view requested);
[[nodiscard]] bool host_by_end(string_view registered, string_view requested);
[[nodiscard]] bool subdomains_too(string_view registered, string_view requested);
[[nodiscard]] bool same_domain(string_view registered, string_view requested);

// What is left out or made the same before the comparison.
[[nodiscard]] bool without_scheme(string_view registered, string_view requested);
[[nodiscard]] bool without_port(string_view registered, string_view requested);
[[nodiscard]] bool without_query(string_view registered, string_view requested);
[[nodiscard]] bool without_fragment(string_view registered, string_view requested);
[[nodiscard]] bool without_userinfo(string_view registered, string_view requested);
[[nodiscard]] bool without_case(string_view registered, string_view requested);
[[nodiscard]] bool without_last_slash(string_view registered, string_view requested);
[[nodiscard]] bool trimmed(string_view registered, string_view requested);
[[nodiscard]] bool controls_dropped(string_view registered, string_view requested);
[[nodiscard]] bool up_to_null_octet(string_view registered, string_view requested);
[[nodiscard]] bool backslashes_as_slashes(string_view registered, string_view requested);
[[nodiscard]] bool slashes_merged(string_view registered, string_view requested);
[[nodiscard]] bool normalised(string_view registered, string_view requested);
[[nodiscard]] bool decoded(string_view registered, string_view requested);
[[nodiscard]] bool full_stops_translated(string_view registered, string_view requested);

// Patterns and lists.
[[nodiscard]] bool full_stop_is_any(string_view registered, string_view requested);
[[nodiscard]] bool asterisk_is_any(string_view registered, string_view requested);
[[nodiscard]] bool pattern_of_regex(string_view registered, string_view requested);
[[nodiscard]] bool one_of_list(string_view registered, string_view requested);

}  // namespace oauthspec::defects::oauth2::wrong
