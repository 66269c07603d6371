// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/defects/oauth1/functions.h"

/// Wrong ways to build a base string URI (section 3.4.1.2).
namespace oauthspec::defects::oauth1::wrong {

// What is left out, or not (`path`).
[[nodiscard]] std::string query_kept(const Uri& uri);
[[nodiscard]] std::string fragment_kept(const Uri& uri);
[[nodiscard]] std::string path_dropped(const Uri& uri);

// Case (`scheme`, `host`).
[[nodiscard]] std::string case_kept(string_view scheme);
[[nodiscard]] std::string host_case_kept(const Authority& authority);
[[nodiscard]] std::string trailing_dot_dropped(const Authority& authority);
[[nodiscard]] std::string userinfo_kept(const Authority& authority);

// The Host header field (`authority`).
[[nodiscard]] Result<Authority> host_field_ignored(const Uri& uri,
                                                   std::optional<string_view> host_field);
/// The host is the field's, the port that of the URI.
[[nodiscard]] Result<Authority> port_of_host_field_ignored(const Uri& uri,
                                                           std::optional<string_view> host_field);
/// Whatever stands in the field is taken for an authority.
[[nodiscard]] Result<Authority> host_field_unchecked(const Uri& uri,
                                                     std::optional<string_view> host_field);

// Ports (`port`, `check_port`).
[[nodiscard]] std::string port_dropped(string_view scheme, const Authority& authority);
[[nodiscard]] std::string port_always_kept(string_view scheme, const Authority& authority);
/// 80 and 443 are left out, whatever the scheme is.
[[nodiscard]] std::string both_usual_ports_dropped(string_view scheme, const Authority& authority);
/// Only "http" and "https" in lower case have a default port.
[[nodiscard]] std::string default_port_by_lower_case(string_view scheme,
                                                     const Authority& authority);
/// A port is left out where its text begins with that of the default one.
[[nodiscard]] std::string default_port_by_prefix(string_view scheme, const Authority& authority);
[[nodiscard]] Result<void> port_unchecked(const Authority& authority);

/// A port has 16 bits: 65616 is 80.
void port_wraps(Functions& library);

// The path (`path`).
[[nodiscard]] std::string path_decoded(const Uri& uri);
[[nodiscard]] std::string path_encoded_again(const Uri& uri);
[[nodiscard]] std::string path_escapes_in_upper_case(const Uri& uri);
[[nodiscard]] std::string path_in_lower_case(const Uri& uri);
[[nodiscard]] std::string dot_segments_removed(const Uri& uri);
[[nodiscard]] std::string slashes_merged(const Uri& uri);
[[nodiscard]] std::string trailing_slash_dropped(const Uri& uri);
[[nodiscard]] std::string path_parameters_dropped(const Uri& uri);
[[nodiscard]] std::string empty_path_kept(const Uri& uri);

// Taking a URI apart (`take_apart`).
/// Cuts at "://", "/", "?" and "#", and looks at nothing else.
[[nodiscard]] Result<Uri> cut_at_delimiters(string_view url);
/// Takes what has no scheme for an http URI.
[[nodiscard]] Result<Uri> scheme_assumed(string_view url);
/// Looks for "http" anywhere in the scheme.
[[nodiscard]] Result<Uri> scheme_searched(string_view url);
/// Every scheme but https is http.
[[nodiscard]] Result<Uri> any_scheme_is_http(string_view url);

// What may not stand in a URI.
/// oauthlib #651 was of such a space.
void space_in_path_as_plus(Functions& library);
void malformed_escape_escaped(Functions& library);

}  // namespace oauthspec::defects::oauth1::wrong
