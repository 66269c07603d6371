// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/reference/base/error.h"

namespace oauth::codec {

/// Bounds on what parse_json() reads from a peer.
struct JsonLimits {
  std::size_t octets = 16UL * 1024 * 1024;
  std::size_t depth = 64;  ///< Arrays and objects inside each other.
};

/// Reads one JSON text, and nothing after it.
///
/// Input:  UTF-8.
/// Output: the value; members in order of their names.
/// Errors: too_large, json_too_deep, json_duplicate_member, json_invalid (which no UTF-8 is, too);
///         Error::offset is where reading stopped.
/// Spec:   RFC 8259; its section 4 leaves equal names open, and we refuse them, since two readers
///         may choose differently
[[nodiscard]] Result<nlohmann::json> parse_json(std::string_view text, JsonLimits limits = {});

/// Writes one JSON value as a text of its own, without white space.
///
/// Errors: utf8_invalid: a text or name in it is no UTF-8.
/// Spec:   RFC 8259 section 8.1
[[nodiscard]] Result<std::string> write_json(const nlohmann::json& value);

/// Appends one JSON value to a text, without white space, as nlohmann's dump() writes it; several times as fast where its texts
/// are plain ASCII, as most are.
///
/// Input:  a text in it that is no UTF-8 gets replacement characters.
/// Spec:   RFC 8259
void append_json(std::string& text, const nlohmann::json& value);

/// Appends a text as a JSON string, by the same rules.
void append_json_string(std::string& text, std::string_view value);

}  // namespace oauth::codec
