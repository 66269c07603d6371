// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutate/number.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <system_error>

#include "fuzz/mutate/choice.h"

namespace oauthspec::fuzz {
namespace {

constexpr std::size_t kMostDigits = 24;

/// Where types end, and what is just beyond.
constexpr auto kEnds = std::to_array<std::string_view>({
    "0",
    "1",
    "-1",
    "60",
    "255",
    "2147483647",
    "2147483648",
    "4294967296",
    "9007199254740991",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073709551616",
});

/// One step of a few away, which no number of 64 bits is too large for.
std::uint64_t neighbour(std::uint64_t value, Dice& dice) {
  switch (below(dice, 6)) {
    case 0:
    case 1:
      return value + 1;
    case 2:
    case 3:
      return value - 1;
    case 4:
      return value * 2;
    default:
      return value / 2;
  }
}

}  // namespace

bool is_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && text.size() <= kMostDigits &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string change_number(std::string_view number, Dice& dice) {
  if (one_in(4, dice)) return std::string(pick(kEnds, dice));
  if (one_in(8, dice)) {
    return number.starts_with('-') ? std::string(number.substr(1)) : '-' + std::string(number);
  }
  if (one_in(16, dice)) return '0' + std::string(number);
  std::uint64_t value = 0;
  const bool negative = number.starts_with('-');
  if (negative) number.remove_prefix(1);
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (error != std::errc()) return std::string(pick(kEnds, dice));
  return (negative ? "-" : "") + std::to_string(neighbour(value, dice));
}

}  // namespace oauthspec::fuzz
