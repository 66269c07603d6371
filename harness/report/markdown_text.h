// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <utility>

/// Texts of others inside Markdown, where they stay what they are.
namespace oauthspec::report::md {

/// The text in one line as inline code.
[[nodiscard]] std::string code(std::string_view text);

/// The same for a cell of a table, where a pipe would end the cell: it is written \x7C.
[[nodiscard]] std::string cell(std::string_view text);

/// The text as a block of code of its own.
[[nodiscard]] std::string block(std::string_view text);

/// The text in one line, as it may stand inside an HTML element.
[[nodiscard]] std::string html(std::string_view text);

/// A text that grows as long as there is room for it where GitHub shows it.
class Page {
 public:
  /// Adds a piece whole; false where there was no room.
  bool add(std::string_view piece);

  /// Says what was left out. There is room for a few such sentences beyond the limit.
  void leave_out(std::string_view what);

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace oauthspec::report::md
