// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "harness/vector/problem.h"
#include "harness/vector/schema.h"

namespace oauthspec::vector {

/// How two values are compared; what each means is in vectors/README.md.
enum class Equality : std::uint8_t {
  text,
  json,
  parameters,
  url,
  header,
  verified,
  members,
  reason,
  set,
  caseless,
  form,
  credentials,
  media_type,
  challenges,
  at_least,
};

/// The name that schemas use: "text".
[[nodiscard]] std::string_view name(Equality equality);
[[nodiscard]] std::optional<Equality> equality_named(std::string_view text);

/// How an op's `out` is compared, part by part.
struct Shape {
  Equality equality = Equality::json;
  std::map<std::string, Shape> members;  ///< Of an object compared by `members`.
  std::set<std::string> required;        ///< Which of them each side must have.
  std::vector<Shape> items;              ///< One for an array compared by `members`; else none.
};

/// The schema of one op.
struct OpSchema {
  std::string op;
  Schema schema;  ///< With the definitions "in" and "out".
  Shape out;
};

/// Reads vectors/schema/<op>.schema.json.
///
/// Errors: those of Schema::load(); no "in" or "out"; an equality that is missing or unknown.
[[nodiscard]] std::expected<OpSchema, Problem> load_op_schema(const std::filesystem::path& file);

}  // namespace oauthspec::vector
