// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <optional>
#include <utility>

namespace oauthspec::fuzz {

/// A result without the reason of its refusal, which no oracle but our own can know.
template <class T, class Refused>
[[nodiscard]] std::optional<T> value_or_nothing(std::expected<T, Refused> result) {
  if (!result) return std::nullopt;
  return *std::move(result);
}

}  // namespace oauthspec::fuzz
