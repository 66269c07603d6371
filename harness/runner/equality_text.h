// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

/// Octets inside JSON, and how they are shown to people. Parts of equality.h.
namespace oauthspec::runner {

/// The octets of a string or of {"b64": ...}; nothing for any other value.
[[nodiscard]] std::optional<std::string> octets_of(const nlohmann::json& value);

/// Octets as a quoted text of printable ASCII in one line: "a\n\xFF".
[[nodiscard]] std::string show(std::string_view octets);

/// A value in one line, cut where it is long.
[[nodiscard]] std::string show_value(const nlohmann::json& value);

/// Where two texts first differ, with what stands around that place in each.
///
/// Input:  two texts that are not the same.
[[nodiscard]] std::string first_difference(std::string_view expected, std::string_view got);

}  // namespace oauthspec::runner
