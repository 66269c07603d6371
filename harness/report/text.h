// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

/// Pieces of text that are safe on a terminal, whatever an adapter put into them.
namespace oauthspec::report {

/// Colours of a terminal.
enum class Colour : unsigned char { none, red, green, yellow, bold, dim };

/// The text in a colour; as it is where `on` is false.
[[nodiscard]] std::string paint(std::string_view text, Colour colour, bool on);

/// The text with every control character but line feeds written as \xNN, and octets that are no UTF-8 too.
[[nodiscard]] std::string harmless(std::string_view text);

/// The text made harmless, and in one line: line feeds become spaces.
[[nodiscard]] std::string one_line(std::string_view text);

/// The text, cut after at most `octets` and not inside a character, which is then said.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t octets);

/// The value in one line of ASCII, so that look-alikes and spaces show; cut after `octets`, which is then said.
[[nodiscard]] std::string compact(const nlohmann::json& value, std::size_t octets);

/// The text with every line after the first one moved right.
[[nodiscard]] std::string indented(std::string_view text, std::size_t columns);

/// The text as one word for a shell, in single quotes where it needs any.
[[nodiscard]] std::string shell_word(std::string_view text);

/// A share in per cent with one decimal, rounded down, so that only all of them are "100.0 %".
[[nodiscard]] std::string percent(std::size_t part, std::size_t whole);

}  // namespace oauthspec::report
