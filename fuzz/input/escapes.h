// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

/// How our own texts are read, plainly and apart from what is under test.
namespace oauthspec::fuzz {

/// What stands for "+", beside the escapes.
enum class Plus { itself, space };

/// A text without "%" escapes; "%" that two hexadecimal digits do not follow stands for itself.
[[nodiscard]] std::string without_escapes(std::string_view text, Plus plus = Plus::itself);

/// Takes off a text what stands before the first `end`, and that; all of it where there is none.
std::string_view take_until(std::string_view& text, char end);

}  // namespace oauthspec::fuzz
