// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace oauthspec::fuzz {

/// What tells UTF-8 from other octets.
struct Utf8Judge {
  /// Where the first sequence begins that is no UTF-8; nothing where all are.
  std::optional<std::size_t> (*invalid_at)(std::string_view octets) = nullptr;
};

/// Input:      octets.
/// Properties: octets are UTF-8 where each sequence, its bits put together, is a character that no shorter one stands for, no surrogate, and
///             at most U+10FFFF; the place is that of the first other sequence.
/// Spec:       RFC 3629 sections 3 and 4
void check_utf8_judge(const Utf8Judge& judge, std::string_view octets);

/// The model that judges: where the first sequence begins that is no UTF-8.
[[nodiscard]] std::optional<std::size_t> model_invalid_utf8_at(std::string_view octets);

}  // namespace oauthspec::fuzz
