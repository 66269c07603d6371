// SPDX-License-Identifier: Apache-2.0
#include "harness/vector/load.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "harness/vector/check_suite.h"
#include "harness/vector/file.h"
#include "harness/vector/listing.h"

namespace oauthspec::vector {
namespace {

using std::filesystem::path;

std::expected<JsonFile, Problem> read_valid(const path& file, const Schema& schema) {
  auto read = read_json(file);
  if (!read) return read;
  if (const auto mismatch = schema.validate("", read->value)) {
    return std::unexpected(problem_at(*read, mismatch->pointer, mismatch->reason));
  }
  return read;
}

std::optional<Problem> load_ops(Library& library, const path& directory) {
  const auto files = files_in(directory, ".schema.json");
  if (!files) return files.error();
  for (const path& file : *files) {
    // Only ops have a dot in their names: "oauth1.sign".
    const std::string op = file.stem().stem().string();
    if (!op.contains('.')) continue;
    auto schema = load_op_schema(file);
    if (!schema) return std::move(schema.error());
    library.ops.emplace(op, *std::move(schema));
  }
  return std::nullopt;
}

std::optional<Problem> load_features(Library& library, const path& directory) {
  const auto schema = Schema::load(directory / "schema" / "features.schema.json");
  if (!schema) return schema.error();
  const auto file = read_valid(directory / "features.json", *schema);
  if (!file) return file.error();
  for (const auto& [name, meaning] : file->value["features"].items()) {
    library.features.emplace(name, meaning.get<std::string>());
  }
  return std::nullopt;
}

std::optional<Problem> load_threats_of(Library& library, const path& directory) {
  if (!std::filesystem::exists(directory / "threats.json")) return std::nullopt;
  const auto schema = Schema::load(directory / "schema" / "threats.schema.json");
  if (!schema) return schema.error();
  auto threats = load_threats(directory / "threats.json", *schema, library.catalogue);
  if (!threats) return std::move(threats.error());
  library.threats = *std::move(threats);
  return std::nullopt;
}

std::optional<Problem> load_statements_of(Library& library, const path& directory) {
  const auto schema = Schema::load(directory / "schema" / "requirements.schema.json");
  if (!schema) return schema.error();
  auto catalogue = load_catalogue(directory / "requirements", *schema);
  if (!catalogue) return std::move(catalogue.error());
  library.catalogue = *std::move(catalogue);
  return load_threats_of(library, directory);
}

void mark_tests(Suite& suite, const JsonFile& file, const Catalogue& catalogue) {
  constexpr std::size_t kDepthOfIds = 3;
  const auto lines = lines_of_values(file.text, kDepthOfIds);
  for (std::size_t i = 0; i < suite.tests.size(); ++i) {
    Test& test = suite.tests[i];
    const auto line = lines.find(fmt::format("/tests/{}/id", i));
    test.line = line == lines.end() ? 0 : line->second;
    test.verified = std::ranges::any_of(test.requirements, [&](const std::string& id) {
      return catalogue.find(id)->second.verified;
    });
  }
}

std::optional<Problem> load_suite(Library& library, const path& file, const std::string& name,
                                  const Schema& schema) {
  const auto read = read_valid(file, schema);
  if (!read) return read.error();
  Suite suite = read_suite(*read);
  if (suite.name != name) {
    return problem_at(*read, "/suite", fmt::format("the suite of this file is named \"{}\"", name));
  }
  if (auto problem = check_suite(*read, suite, library)) return problem;
  mark_tests(suite, *read, library.catalogue);
  library.suites.push_back(std::move(suite));
  return std::nullopt;
}

std::optional<Problem> load_suites(Library& library, const path& directory) {
  const auto schema = Schema::load(directory / "schema" / "suite.schema.json");
  if (!schema) return schema.error();
  for (const std::string folder : {"oauth1", "oauth2"}) {
    if (!std::filesystem::is_directory(directory / folder)) continue;
    const auto files = files_in(directory / folder, ".json");
    if (!files) return files.error();
    for (const path& file : *files) {
      const std::string name = folder + "/" + file.stem().string();
      if (auto problem = load_suite(library, file, name, *schema)) return problem;
    }
  }
  return std::nullopt;
}

}  // namespace

Library::Found Library::find(std::string_view full_name) const {
  const std::size_t slash = full_name.rfind('/');
  if (slash == std::string_view::npos) return {};
  const auto suite = std::ranges::find(suites, full_name.substr(0, slash), &Suite::name);
  if (suite == suites.end()) return {};
  const auto test = std::ranges::find(suite->tests, full_name.substr(slash + 1), &Test::id);
  if (test == suite->tests.end()) return {};
  return {.suite = &*suite, .test = &*test};
}

std::expected<Library, Problem> load_statements(const path& vectors_directory) {
  Library library;
  library.directory = vectors_directory;
  if (auto problem = load_statements_of(library, vectors_directory)) {
    return std::unexpected(*std::move(problem));
  }
  return library;
}

std::expected<Library, Problem> load(const path& vectors_directory) {
  Library library;
  library.directory = vectors_directory;
  if (auto problem = load_ops(library, vectors_directory / "schema")) {
    return std::unexpected(*std::move(problem));
  }
  if (auto problem = load_features(library, vectors_directory)) {
    return std::unexpected(*std::move(problem));
  }
  if (auto problem = load_statements_of(library, vectors_directory)) {
    return std::unexpected(*std::move(problem));
  }
  if (auto problem = load_suites(library, vectors_directory)) {
    return std::unexpected(*std::move(problem));
  }
  return library;
}

}  // namespace oauthspec::vector
