// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace oauth::codec {

/// Whether two URIs name the same resource whatever the scheme's host serves: equal once case, escapes of unreserved
/// characters and dot segments are normalised, an empty path is "/" and a default port is left out. Text that is no absolute URI is
/// the same as itself only.
///
/// Spec:   RFC 3986 sections 6.2.2 and 6.2.3
[[nodiscard]] bool same_uri(std::string_view a, std::string_view b);

}  // namespace oauth::codec
