// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace oauthspec::fuzz {

/// Whose turn it is, of some lots of properties: each input is put to one of them, always the same, so that an execution takes little
/// and many inputs together ask for everything. An input of a few octets is put to all lots; and so is every input where no engine is
/// linked, so that a program that replays files misses nothing that an engine found.
///
/// Example: const Turn turn(text, 2); if (turn.is(0)) check_reading(codec, text);
class Turn {
 public:
  Turn(std::string_view input, std::size_t lots);

  [[nodiscard]] bool is(std::size_t lot) const { return is_all_ || lot == lot_; }
  /// Whether it is that of one of `count` lots, from `first` on: of properties that take little, and have their turn more often.
  [[nodiscard]] bool is_within(std::size_t first, std::size_t count) const {
    return is_all_ || (lot_ >= first && lot_ - first < count);
  }

 private:
  bool is_all_;
  std::size_t lot_;
};

}  // namespace oauthspec::fuzz
