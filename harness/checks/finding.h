// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace oauthspec::checks {

/// What a check found out.
enum class Verdict : std::uint8_t {
  pass,
  fail,
  inconclusive,  ///< What was seen on the wire decides nothing: never a pass.
  unsupported,  ///< The server does not offer, or the configuration does not name, what the check needs.
};

[[nodiscard]] std::string_view name(Verdict verdict);

struct Finding {
  Verdict verdict = Verdict::inconclusive;
  std::string message;  ///< One sentence; empty for a pass that needs none. No secret in it.
  /// Nothing could be found out for want of an answer: the server is dead, hangs, or sends its peers round in circles.
  bool unanswered = false;
  /// Which of the check's exchanges shows it, counted from 0; nothing: the last one.
  std::optional<std::size_t> exchange = std::nullopt;
};

[[nodiscard]] Finding pass();
[[nodiscard]] Finding fail(std::string message);
[[nodiscard]] Finding inconclusive(std::string message);
[[nodiscard]] Finding unanswered(std::string message);
[[nodiscard]] Finding unsupported(std::string message);
/// The finding as one that this exchange shows.
[[nodiscard]] Finding shown_by(std::optional<std::size_t> exchange, Finding finding);

/// A step on the way to a verdict: its value, or the finding that ends the check.
template <class T>
using Attempt = std::expected<T, Finding>;

}  // namespace oauthspec::checks
