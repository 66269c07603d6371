// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/vector_loader.h"

#include <cstdlib>
#include <utility>

#include <nlohmann/json.hpp>

#include "fuzz/subjects/reference.h"
#include "harness/vector/check_suite.h"
#include "harness/vector/file.h"
#include "harness/vector/read_suite.h"

namespace oauthspec::fuzz {
namespace {

using vector::JsonFile;
using vector::Library;
using vector::Problem;
using vector::Suite;

/// What the oracle says is known, and no more.
Library make_library() {
  constexpr std::string_view kSchema =
      R"({"definitions": {"in": {"type": "object"}, "out": {"type": "string"}}})";
  auto schema = vector::Schema::parse("op.schema.json", kSchema);
  if (!schema) std::abort();
  Library library;
  const std::string op(kSuiteOp);
  library.ops.emplace(op, vector::OpSchema{.op = op, .schema = *std::move(schema), .out = {}});
  library.catalogue.emplace(kSuiteRequirement, vector::Requirement{});
  return library;
}

LoadedSuite problem(const Problem& found) {
  LoadedSuite loaded;
  loaded.problem = SuiteProblem{found.pointer, found.line};
  return loaded;
}

LoadedSuite describe(const JsonFile& file, const Suite& suite) {
  constexpr std::size_t kDepthOfIds = 3;
  const auto lines = vector::lines_of_values(file.text, kDepthOfIds);
  LoadedSuite loaded{std::nullopt, suite.name, suite.op, {}};
  for (const vector::Test& test : suite.tests) {
    const auto line = lines.find("/tests/" + std::to_string(loaded.tests.size()) + "/id");
    loaded.tests.push_back({test.id, line == lines.end() ? 0 : line->second, test.control});
  }
  return loaded;
}

LoadedSuite load(std::string_view text) {
  static const Library library = make_library();
  const auto file = vector::parse_json("suite.json", std::string(text));
  if (!file) return problem(file.error());
  try {
    const Suite suite = vector::read_suite(*file);
    if (const auto found = vector::check_suite(*file, suite, library)) return problem(*found);
    return describe(*file, suite);
  } catch (const nlohmann::json::exception& error) {  // As load_suite_unchecked() has it.
    return problem(vector::problem_at(*file, "", error.what()));
  }
}

}  // namespace

template <>
VectorLoader reference<VectorLoader>() {
  return {.load = load};
}

}  // namespace oauthspec::fuzz
