// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

namespace oauthspec::fuzz {

/// How deep arrays and objects stand inside each other in a JSON text. Of what is no JSON it counts what looks like them.
[[nodiscard]] std::size_t depth_of_text(std::string_view text);

/// A JSON object whose names stand once each, in every object in it, at most `depth` levels deep; what model_read_json() takes, as
/// a tree of nlohmann's.
/// Spec: RFC 8259 sections 2 and 4
[[nodiscard]] std::optional<nlohmann::json> model_read_object(std::string_view text,
                                                              std::size_t depth);

}  // namespace oauthspec::fuzz
