// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace oauthspec::agent {

/// A page's octets as UTF-8. The encoding is told by a byte order mark, the charset of the Content-Type, or a meta element in the first
/// 1024 octets, in this order. UTF-8, UTF-16 and windows-1252 (which ISO-8859-1, latin1 and US-ASCII mean on the web) are known; any
/// other is read as UTF-8, which keeps ASCII.
///
/// Input:  `content_type` is the header field's value, or empty.
/// Spec:   HTML Living Standard section 13.2.3.2; the Encoding Living Standard
[[nodiscard]] std::string to_utf8(std::string_view body, std::string_view content_type);

}  // namespace oauthspec::agent
