// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace oauthspec::fuzz {

/// Decoded parameters in their order.
using FormPairs = std::vector<std::pair<std::string, std::string>>;

/// A pair as it stands in a form, and how many octets stand before its name and its value.
struct FormPiece {
  std::string_view name;
  std::string_view value;
  std::size_t name_offset = 0;
  std::size_t value_offset = 0;
};

/// A codec of application/x-www-form-urlencoded. A function that is null is not offered, and not asked for.
struct FormCodec {
  /// The pairs of a form; nothing where it is refused.
  std::optional<FormPairs> (*decode)(std::string_view text) = nullptr;
  /// Writes a form.
  std::string (*write)(const FormPairs& pairs) = nullptr;
  /// Encodes one name or value by HTML 4.01's table, as far as browsers agree on it: "*-._" stand, "~" is escaped.
  std::string (*encode)(std::string_view octets) = nullptr;
  /// The pairs as they stand; views into the text.
  std::vector<FormPiece> (*split)(std::string_view text) = nullptr;
  /// The place of the "%" for which decode() refuses a text; nothing where it does not.
  std::optional<std::size_t> (*refused_at)(std::string_view text) = nullptr;
};

/// Input:      text, which is a form to decode() and plain data to encode().
/// Properties: decode() takes what the model takes, and gives the same pairs in the same order; of what is written, the model reads the same
///             pairs, as decode() does; a pair stands where it is said to stand, and a refusal is at the
///             first "%" that begins no escape; what is allocated to decode grows no faster than the form.
/// Spec:       RFC 6749 appendix B; HTML 4.01 section 17.13.4.1; RFC 5849 section 3.4.1.3.1
void check_form(const FormCodec& codec, std::string_view text);

}  // namespace oauthspec::fuzz
