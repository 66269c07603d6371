// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "harness/reference/base/error.h"

namespace oauth::codec {

/// One name="value" of an Authorization header field.
struct AuthParam {
  std::string_view name;  ///< As it is written.
  std::string value;      ///< Without its quotation marks, quoted pairs and folded lines undone.
  std::size_t name_offset = 0;   ///< Octets before the name in the whole field.
  std::size_t value_offset = 0;  ///< Octets before the value in the whole field.
};

/// The scheme and parameters of an Authorization header field.
struct Credentials {
  std::string_view scheme;
  std::vector<AuthParam> params;
};

/// Reads what OAuth 1.0 writes: a scheme, and name="value" pairs separated by commas. Each name is
/// followed at once by "=" and a quoted string, as RFC 5849 section 3.5.1 has it; the tokens and
/// empty list elements that RFC 2617 would let pass are refused.
///
/// Input:  the field value; white space around it and at commas is passed over, line folding with
///         it.
/// Output: `name` and `scheme` are views into `field`.
/// Errors: header_malformed with the place where the grammar was left.
/// ABNF:   credentials = scheme [ 1*SP auth-param *( LWS "," LWS auth-param ) ]
///         auth-param  = 1*( "%" / tchar ) "=" quoted-string
/// Spec:   RFC 5849 section 3.5.1; RFC 2617 section 1.2; RFC 2616 section 2.2
[[nodiscard]] Result<Credentials> parse_auth_params(std::string_view field);

/// Appends `text` as a quoted string: quotation marks and backslashes inside are escaped.
///
/// Errors: header_malformed at a control character other than the tab: no quoted string may hold
///         one, and a line end would start a header field of its own. `out` is as it was then.
/// Spec:   RFC 2616 section 2.2
[[nodiscard]] Result<void> append_quoted(std::string& out, std::string_view text);

}  // namespace oauth::codec
