// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>
#include <unistd.h>

#include "harness/adapter/reference/reference.h"
#include "harness/selfcheck/selfcheck.h"
#include "harness/vector/load.h"
#include "harness/vector/schema.h"

namespace oauthspec::selfcheck::fakes {

/// The project's own vectors.
[[nodiscard]] inline std::filesystem::path vectors_folder() {
  return std::filesystem::path(OAUTHSPEC_SOURCE_DIR) / "vectors";
}

[[nodiscard]] inline vector::Schema protocol_schema(const std::filesystem::path& file) {
  auto schema = vector::Schema::load(file);
  if (!schema) {
    throw std::runtime_error(vector::describe(schema.error()));
  }
  return *std::move(schema);
}

[[nodiscard]] inline const vector::Library& library() {
  static const vector::Library loaded = [] {
    auto library = vector::load(vectors_folder());
    if (!library) {
      throw std::runtime_error(vector::describe(library.error()));
    }
    return *std::move(library);
  }();
  return loaded;
}

/// What adapters are held to, from the project's own vectors.
[[nodiscard]] inline const Standard& standard() {
  static const vector::Schema protocol =
      protocol_schema(vectors_folder() / "schema" / "protocol.schema.json");
  static const Standard all{library(), protocol, "0.1.0", adapter::reference_answer};
  return all;
}

/// The protocol's schema with a text written at one place.
class ScratchSchema {
 public:
  ScratchSchema(const std::string& pointer, const std::string& text)
      : schema_(load(pointer, text)) {}

  [[nodiscard]] const vector::Schema& schema() const { return schema_; }

 private:
  static vector::Schema load(const std::string& pointer, const std::string& text) {
    namespace fs = std::filesystem;
    nlohmann::json value =
        nlohmann::json::parse(std::ifstream(vectors_folder() / "schema" / "protocol.schema.json"));
    value = value.patch({{{"op", "add"}, {"path", pointer}, {"value", text}}});
    const fs::path file =
        fs::temp_directory_path() / ("protocol." + std::to_string(getpid()) + ".schema.json");
    std::ofstream(file) << value;
    vector::Schema schema = protocol_schema(file);
    fs::remove(file);
    return schema;
  }

  vector::Schema schema_;
};

}  // namespace oauthspec::selfcheck::fakes
