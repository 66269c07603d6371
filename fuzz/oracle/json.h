// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace oauthspec::fuzz {

/// A codec of JSON. A function that is null is not offered, and not asked for.
struct JsonCodec {
  /// Reads a text and writes its value again; nothing where it refuses the text. Of members with equal names it has to refuse the text.
  std::optional<std::string> (*rewrite)(std::string_view text) = nullptr;
  /// The same by another writer, if there is one.
  std::optional<std::string> (*rewrite_otherwise)(std::string_view text) = nullptr;
  /// Writes octets as a JSON string; what is no UTF-8 is replaced.
  std::string (*write_string)(std::string_view octets) = nullptr;
};

/// Input:      text.
/// Properties: a text is taken where the grammar takes it, nested at most 64 deep and with no name twice in an object, and nowhere else; what is
///             written again has the same value; writing that again changes nothing; two writers write the same; any octets are
///             written as a string, and UTF-8 as the string that it is; what is allocated grows no faster than the text.
/// Spec:       RFC 8259
void check_json(const JsonCodec& codec, std::string_view text);

}  // namespace oauthspec::fuzz
