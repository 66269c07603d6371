// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "harness/testing/hostile_input/parsers.h"

namespace oauthspec::testing {

/// One way to make an input large: `piece` again and again between `before` and `after`.
struct Shape {
  std::string_view name;
  std::string_view before;
  std::string_view piece;  ///< "{n}" in it stands for a number that grows from piece to piece.
  std::string_view after;
  bool opened =
      false;  ///< Whether it continues a good message, so that what comes first is read too.
};

/// The shapes for inputs of a syntax: those that are for every one, and its own.
[[nodiscard]] std::vector<Shape> shapes_of(Syntax syntax);

/// An input for the parser of about so many octets, and no more where that is possible.
[[nodiscard]] std::string hostile_input(const Shape& shape, const Parser& parser,
                                        std::size_t octets);

}  // namespace oauthspec::testing
