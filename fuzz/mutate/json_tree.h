// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "fuzz/mutate/mutator.h"

namespace oauthspec::fuzz {

/// JSON whose members keep their order.
using Tree = nlohmann::ordered_json;

/// The tree of a JSON text; nothing where it is none. Of members of one name it has the last. Strings need not be UTF-8.
[[nodiscard]] std::optional<Tree> read_tree(std::string_view text);

/// Changes one value or member of a tree, anywhere in it.
void change_tree(Tree& tree, Dice& dice);

/// A tree with a value of `other` in the place of one of its own.
void graft(Tree& tree, Tree other, Dice& dice);

/// The text of a tree in which a member stands twice, with one value or with two: RFC 8259 section 4 leaves open which of them a reader
/// takes. Where there is no member, its text.
[[nodiscard]] std::string write_with_a_member_twice(Tree tree, Dice& dice);

/// The text of a tree. Strings that are no UTF-8 get replacement characters.
[[nodiscard]] std::string write_tree(const Tree& tree);

}  // namespace oauthspec::fuzz
