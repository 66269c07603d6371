// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Values that a server makes, and others that look like them.
namespace oauthspec::checks {

/// At most how many bits somebody has to guess who knows the others: of what differs between values that were made one after another,
/// by the characters that stand there.
[[nodiscard]] double bits_to_guess(const std::vector<std::string>& values);

/// The text with its first letter or digit replaced by another one of its kind, so that nothing but its value is wrong. Never its last
/// one, which may hold bits of base64 that nobody reads.
[[nodiscard]] std::string altered(std::string_view text);

}  // namespace oauthspec::checks
