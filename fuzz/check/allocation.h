// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>

namespace oauthspec::fuzz {

/// The octets that this process has asked the heap for since it was first asked this; nothing where no sanitizer is linked that counts
/// them. What was given back is counted too: work that is done over and over shows.
[[nodiscard]] std::optional<std::size_t> octets_allocated();

/// The octets that are allocated while a function runs; nothing where nobody counts.
///
/// Example: const auto octets = allocated_while([&] { tree = parse(text); });
template <class Function>
[[nodiscard]] std::optional<std::size_t> allocated_while(Function&& function) {
  const auto before = octets_allocated();
  function();
  const auto after = octets_allocated();
  if (!before || !after) return std::nullopt;
  return *after - *before;
}

}  // namespace oauthspec::fuzz
