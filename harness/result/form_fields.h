// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace oauthspec::result {

/// Where something stands in a text.
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// A field that a page brings filled in, by the places of its name and its value.
struct FormField {
  TextRange name;
  TextRange value;
};

/// The `<input>` elements of a page that have a name and a value, in order.
///
/// Input:  HTML, or anything else: what is no such element is passed over. The page may be cut short in the middle of a value.
[[nodiscard]] std::vector<FormField> form_fields(std::string_view html);

}  // namespace oauthspec::result
