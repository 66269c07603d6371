// SPDX-License-Identifier: Apache-2.0
// For whoever takes a URL or a form apart: what lies between two marks is looked at many octets at a time where the kernel in use can.
#pragma once

#include <bit>
#include <cstddef>
#include <string_view>

#include "harness/reference/codec/marks.h"
#include "harness/reference/codec/percent_kernels.h"

namespace oauth::codec {

/// All octets of a text that have a mark, one after another.
///
/// Example: for (MarkedOctets octets(text, Mark::form); octets.next() < text.size();) ...
class MarkedOctets {
 public:
  MarkedOctets(std::string_view text, Mark mark, std::size_t at = 0)
      : find_(percent::in_use().marks), text_(text), mark_(mark), begin_(at) {}

  /// The next one's place; the text's size where there is none.
  [[nodiscard]] std::size_t next() {
    while (found_.marked == 0) {
      begin_ += found_.octets;
      if (begin_ >= text_.size()) return text_.size();
      found_ = find_(text_, begin_, mark_);
    }
    const auto in_block = static_cast<std::size_t>(std::countr_zero(found_.marked));
    found_.marked &= found_.marked - 1;
    return begin_ + in_block;
  }

 private:
  percent::Marks (*find_)(std::string_view text, std::size_t at, Mark mark);
  std::string_view text_;
  Mark mark_;
  std::size_t begin_;       // of the octets that were looked at last
  percent::Marks found_{};  // those of them that are still to be given
};

/// The first octet at `at` or behind that has the mark; the text's size where there is none.
[[nodiscard]] inline std::size_t find_mark(std::string_view text, std::size_t at, Mark mark) {
  return MarkedOctets(text, mark, at).next();
}

}  // namespace oauth::codec
