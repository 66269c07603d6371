// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oauthspec::fuzz {

/// Base64 as RFC 4648 sections 4 and 5 have it; `is_url` is the alphabet of section 5, without padding.
[[nodiscard]] std::string model_base64_encode(std::string_view octets, bool is_url);

/// What a text stands for that model_base64_encode() would write; nothing of any other text.
[[nodiscard]] std::optional<std::string> model_base64_decode(std::string_view text, bool is_url);

}  // namespace oauthspec::fuzz
