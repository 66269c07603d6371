// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "harness/reference/base/error.h"

namespace oauth::codec {

/// The absolute URI that a reference stands for in a document: "../c" in "http://h/a/b" is "http://h/c". The reference's own
/// scheme always counts, even if it is the document's (strict, in the RFC's words).
///
/// Input:  `base` is an absolute URI; its fragment plays no part.
/// Output: an absolute URI, with the reference's fragment.
/// Errors: uri_invalid, uri_character, percent_truncated, percent_bad_digit, uri_port_invalid, of the base or of what the
///         reference comes to; Error::offset counts in that text.
/// Spec:   RFC 3986 sections 5.2 and 5.3
[[nodiscard]] Result<std::string> resolve_uri(std::string_view base, std::string_view reference);

/// A path without its "." and ".." segments.
///
/// Spec:   RFC 3986 section 5.2.4
[[nodiscard]] std::string remove_dot_segments(std::string_view path);

}  // namespace oauth::codec
