// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace oauthspec::http {

/// Whether the text can stand in a header field's value: no CR, LF or NUL in it.
[[nodiscard]] bool is_field_value(std::string_view text);
/// Whether the text is a token, as a header field's name and a method are.
[[nodiscard]] bool is_token(std::string_view text);

}  // namespace oauthspec::http
