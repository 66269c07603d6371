// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/vector/problem.h"

namespace oauthspec::vector {

struct JsonFile;

/// Where a value breaks its schema.
struct Mismatch {
  std::string pointer;  ///< JSON pointer into the value; empty for the whole of it.
  std::string reason;   ///< In one line.
};

/// A JSON Schema (draft 7) with all it refers to, ready to validate many values.
///
/// Threads: any number; the validator keeps what it has compiled, so that validate() lets one after the other through.
class Schema {
 public:
  Schema(Schema&&) noexcept;
  Schema& operator=(Schema&&) noexcept;
  Schema(const Schema&) = delete;
  Schema& operator=(const Schema&) = delete;
  ~Schema();

  /// Reads a schema.
  ///
  /// Input:  `$ref` may name a file beside this one, as in "common.schema.json#/definitions/bytes".
  /// Errors: a file that is missing or no JSON, a reference that leads nowhere.
  [[nodiscard]] static std::expected<Schema, Problem> load(const std::filesystem::path& file);

  /// Takes a schema that is in memory, and refers to no other file; `name` stands in for its file's.
  ///
  /// Errors: no JSON, a reference that leads nowhere.
  [[nodiscard]] static std::expected<Schema, Problem> parse(std::string name,
                                                            std::string_view text);

  /// The schema with the definitions of other files brought in, so that each `$ref` begins with "#".
  [[nodiscard]] const nlohmann::json& document() const;

  /// Whether `#/definitions/<definition>` exists.
  [[nodiscard]] bool defines(std::string_view definition) const;

  /// Checks `value` against `#/definitions/<definition>`, or against the whole schema where that is empty.
  ///
  /// Input:  of a text longer than 4 KiB only that much is held against a pattern, but Base64 is checked whole.
  /// Output: nothing where the value is valid, else its deepest mistake.
  [[nodiscard]] std::optional<Mismatch> validate(std::string_view definition,
                                                 const nlohmann::json& value) const;

 private:
  struct Parts;
  static std::expected<Schema, Problem> compile(JsonFile root,
                                                const std::filesystem::path& directory);
  explicit Schema(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

/// Follows `$ref` from `node`, a place in `document`, until there is none.
[[nodiscard]] const nlohmann::json& resolve(const nlohmann::json& document,
                                            const nlohmann::json& node);

}  // namespace oauthspec::vector
