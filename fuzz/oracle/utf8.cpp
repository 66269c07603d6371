// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/utf8.h"

#include <array>

#include "fuzz/check/holds.h"

namespace oauthspec::fuzz {
namespace {

/// A row of the table in RFC 3629 section 3: the first octet is `mark` followed by x bits, and `first` is the first character of the row.
struct Row {
  unsigned mask;
  unsigned mark;
  std::size_t octets;
  unsigned first;
};

constexpr std::array<Row, 4> kRows = {Row{0x80, 0x00, 1, 0x0000}, Row{0xE0, 0xC0, 2, 0x0080},
                                      Row{0xF0, 0xE0, 3, 0x0800}, Row{0xF8, 0xF0, 4, 0x10000}};
constexpr unsigned kLast = 0x10FFFF;

const Row* row_of(unsigned octet) {
  for (const Row& row : kRows) {
    if ((octet & row.mask) == row.mark) return &row;
  }
  return nullptr;
}

/// How many octets the character at the start has; 0 where there is none.
std::size_t character_size(std::string_view octets) {
  const auto octet = [&](std::size_t at) { return static_cast<unsigned char>(octets[at]); };
  const Row* const row = row_of(octet(0));
  if (row == nullptr || octets.size() < row->octets) return 0;
  unsigned character = octet(0) & ~row->mask;
  for (std::size_t at = 1; at < row->octets; ++at) {
    if ((octet(at) & 0xC0U) != 0x80) return 0;
    character = character << 6U | (octet(at) & 0x3FU);
  }
  const bool is_surrogate = character >= 0xD800 && character <= 0xDFFF;
  return character < row->first || character > kLast || is_surrogate ? 0 : row->octets;
}

}  // namespace

std::optional<std::size_t> model_invalid_utf8_at(std::string_view octets) {
  for (std::size_t at = 0; at < octets.size();) {
    const std::size_t size = character_size(octets.substr(at));
    if (size == 0) return at;
    at += size;
  }
  return std::nullopt;
}

void check_utf8_judge(const Utf8Judge& judge, std::string_view octets) {
  if (judge.invalid_at == nullptr) return;
  const auto place = judge.invalid_at(octets);
  const auto expected = model_invalid_utf8_at(octets);
  holds(place.has_value() == expected.has_value(),
        "octets are UTF-8 where each sequence is the shortest of a character");
  holds(place == expected, "the place is that of the first sequence that is none");
}

}  // namespace oauthspec::fuzz
