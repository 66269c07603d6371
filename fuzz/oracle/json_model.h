// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oauthspec::fuzz {

/// A JSON value as a recogniser of RFC 8259's grammar gives it.
struct ModelJson {
  enum class Kind : std::uint8_t { null, boolean, number, string, array, object };

  Kind kind = Kind::null;
  std::string
      text;  ///< Of a number as it is written; of a string its characters; of a boolean "true" or "false".
  std::size_t offset = 0;  ///< Octets before it in the text that it was read from.
  double number = 0;
  std::vector<ModelJson> items;
  std::map<std::string, ModelJson, std::less<>> members;

  /// Whether both are the same value: integers that 64 bits hold to the last digit, other numbers as the nearest double.
  friend bool operator==(const ModelJson& a, const ModelJson& b);

  [[nodiscard]] const ModelJson* find(std::string_view name) const;
  [[nodiscard]] bool is(Kind other) const { return kind == other; }
};

/// Reads a JSON text; nothing where it is none, no UTF-8, nested more than `depth` deep, holds an object with one name twice, a string with
/// half of a surrogate pair, or a number beyond every double. A byte order mark before the text is ignored, as section 8.1 allows.
///
/// Spec:   RFC 8259
[[nodiscard]] std::optional<ModelJson> model_read_json(std::string_view text, std::size_t depth);

/// Whether a byte order mark stands before a text, which a reader may as well refuse.
///
/// Spec:   RFC 8259 section 8.1
[[nodiscard]] bool model_has_byte_order_mark(std::string_view text);

/// Whether a number is written as an integer that 64 bits hold, signed where it is negative.
[[nodiscard]] bool is_integer(const ModelJson& value);

}  // namespace oauthspec::fuzz
