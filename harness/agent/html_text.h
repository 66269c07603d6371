// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "harness/agent/html_tree.h"

namespace oauthspec::agent {

/// What a node has from the elements around it.
struct TextPlace {
  std::size_t block = 0;            ///< The block that its text flows in.
  std::size_t label = Node::kNone;  ///< The label element around it.
  bool silent = false;  ///< Its text is none for people: scripts, styles, what is hidden.
  bool inert = false;   ///< It is a template's.
  bool in_noscript = false;
  bool disabled = false;  ///< A fieldset around it is.
};

[[nodiscard]] std::vector<TextPlace> places_in(const std::vector<Node>& nodes);

/// How much text is gathered, and how many nodes are looked at for it: labels and links may nest, and each gathers its own.
struct TextLimits {
  std::size_t octets;
  std::size_t nodes;
};
inline constexpr TextLimits kShortTextLimits{.octets = 1024, .nodes = 512};
inline constexpr TextLimits kFormTextLimits{.octets = 16UL * 1024, .nodes = 4096};
inline constexpr TextLimits kPageTextLimits{.octets = 1024UL * 1024, .nodes = 1024UL * 1024};

/// What people read inside a node: runs of white space are one space, and blocks are set apart by a line break.
[[nodiscard]] std::string visible_text(const std::vector<Node>& nodes,
                                       const std::vector<TextPlace>& places, std::size_t index,
                                       TextLimits limits);

/// All text directly inside an element, as it stands there.
[[nodiscard]] std::string raw_text(const std::vector<Node>& nodes, std::size_t index);

}  // namespace oauthspec::agent
