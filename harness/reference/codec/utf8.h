// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "harness/reference/base/error.h"

namespace oauth::codec {

/// Whether `octets` are UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
///
/// Errors: utf8_invalid with the position of the first octet of the sequence that is none.
/// Spec:   RFC 3629 sections 3 and 4
[[nodiscard]] Result<void> check_utf8(std::string_view octets);

}  // namespace oauth::codec
