// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oauthspec::fuzz {

/// The steps A to E of RFC 3986 section 5.2.4.
[[nodiscard]] std::string model_remove_dot_segments(std::string_view input);

/// The transformation of section 5.2.2; nothing where the base is no URI, or what comes of it.
[[nodiscard]] std::optional<std::string> model_resolve(std::string_view base,
                                                       std::string_view reference);

/// A URI in the normal form of sections 6.2.2 and 6.2.3, for http and https; nothing where the text is no URI.
[[nodiscard]] std::optional<std::string> model_normal_form(std::string_view text);

}  // namespace oauthspec::fuzz
