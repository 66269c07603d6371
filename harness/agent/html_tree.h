// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oauthspec::agent {

/// An element or a text of a page. Nodes lie in one list in the order of the document, so that a walk is a loop however deep they
/// nest.
struct Node {
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  std::string tag;   ///< In lower case; empty for a text.
  std::string text;  ///< Of a text.
  std::vector<std::pair<std::string, std::string>> attributes;  ///< Names in lower case.
  std::size_t parent = kNone;
  std::size_t end = 0;  ///< The index behind the last node inside this one.

  [[nodiscard]] std::optional<std::string_view> attribute(std::string_view name) const;
  /// The same, and an empty text where there is none.
  [[nodiscard]] std::string text_of(std::string_view name) const;
};

struct Tree {
  std::vector<Node> nodes;
  bool truncated = false;  ///< The page went beyond the limits, and what is behind them is missing.
};

/// Parses a page with gumbo, within the limits that parse_page() names.
[[nodiscard]] Tree parse_tree(std::string_view html);

}  // namespace oauthspec::agent
