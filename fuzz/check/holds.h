// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <source_location>
#include <string_view>

namespace oauthspec::fuzz {

/// Names a broken property on stderr and ends the process.
[[noreturn]] void broken(std::string_view property, const std::source_location& where);

/// Ends the process, as an engine takes note of a crash, where a property does not hold: names the property and the line that asked
/// for it on stderr.
///
/// Input: `property` says what is right, in a line: "decoding undoes encoding".
inline void holds(bool condition, std::string_view property,
                  const std::source_location& where = std::source_location::current()) {
  if (!condition) broken(property, where);
}

}  // namespace oauthspec::fuzz
