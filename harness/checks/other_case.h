// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace oauthspec::checks {

/// The text with its small letters large, and the other way round. ASCII only.
[[nodiscard]] inline std::string in_other_case(std::string text) {
  for (char& letter : text) {
    const bool small = letter >= 'a' && letter <= 'z';
    const bool large = letter >= 'A' && letter <= 'Z';
    if (small || large) {
      letter = static_cast<char>(small ? letter - 'a' + 'A' : letter - 'A' + 'a');
    }
  }
  return text;
}

}  // namespace oauthspec::checks
