// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/vector_loader.h"

#include <algorithm>
#include <set>

#include "fuzz/check/holds.h"
#include "fuzz/check/turn.h"
#include "fuzz/oracle/json_model.h"

namespace oauthspec::fuzz {
namespace {

using Kind = ModelJson::Kind;

constexpr std::size_t kDepth = 64;

std::size_t line_of(std::string_view text, std::size_t offset) {
  return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, offset), '\n'));
}

/// The name or number that one step of a pointer stands for.
std::string unescaped(std::string_view step) {
  std::string name;
  for (std::size_t at = 0; at < step.size(); ++at) {
    const std::string_view rest = step.substr(at);
    const bool is_escape = rest.starts_with("~0") || rest.starts_with("~1");
    name += !is_escape ? step[at] : rest[1] == '0' ? '~' : '/';
    if (is_escape) ++at;
  }
  return name;
}

const ModelJson* child(const ModelJson& value, std::string_view step) {
  if (value.is(Kind::object)) return value.find(unescaped(step));
  for (std::size_t index = 0; index < value.items.size(); ++index) {
    if (std::to_string(index) == step) return &value.items[index];
  }
  return nullptr;
}

/// The value at a pointer, or the nearest one around it.
const ModelJson& nearest(const ModelJson& root, std::string_view pointer) {
  const ModelJson* value = &root;
  while (pointer.starts_with('/')) {
    pointer.remove_prefix(1);
    const std::string_view step = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(step.size());
    const ModelJson* const inner = child(*value, step);
    if (inner == nullptr) break;
    value = inner;
  }
  return *value;
}

std::string text_at(const ModelJson& object, std::string_view name) {
  const ModelJson* const value = object.find(name);
  return value == nullptr ? "" : value->text;
}

bool has(const ModelJson& object, std::string_view name, Kind kind) {
  const ModelJson* const value = object.find(name);
  return value != nullptr && value->is(kind);
}

/// A test that breaks no rule, whatever else is in its file: it has what each test has and nothing more, and expects a value.
bool is_plain_test(const ModelJson& test) {
  const bool has_all = test.members.size() == 8 && has(test, "id", Kind::string) &&
                       has(test, "title", Kind::string) && has(test, "level", Kind::string) &&
                       has(test, "source", Kind::string) && has(test, "in", Kind::object) &&
                       has(test, "requirements", Kind::array) && has(test, "flags", Kind::array) &&
                       has(test, "expect", Kind::object);
  if (!has_all || !test.find("flags")->items.empty()) return false;
  const ModelJson& expect = *test.find("expect");
  return expect.members.size() == 1 && has(expect, "out", Kind::string) &&
         std::ranges::all_of(test.find("requirements")->items, [](const ModelJson& id) {
           return id.is(Kind::string) && id.text == kSuiteRequirement;
         });
}

/// A suite in which every test is plain.
bool is_plain_suite(const ModelJson& suite) {
  const bool has_all = has(suite, "suite", Kind::string) && text_at(suite, "op") == kSuiteOp &&
                       has(suite, "op", Kind::string) && has(suite, "flags", Kind::object) &&
                       has(suite, "tests", Kind::array);
  if (!has_all || !suite.find("flags")->members.empty()) return false;
  std::set<std::string> ids;
  return std::ranges::all_of(suite.find("tests")->items, [&](const ModelJson& test) {
    return is_plain_test(test) && ids.insert(text_at(test, "id")).second;
  });
}

void check_problem(const SuiteProblem& problem, std::string_view text,
                   const std::optional<ModelJson>& suite) {
  const std::size_t last = line_of(text, text.size());
  holds(problem.line >= 1 && problem.line <= last, "a problem names a line of the file");
  if (!suite) return;
  holds(!is_plain_suite(*suite), "a suite that breaks no rule loads");
  holds(problem.line == line_of(text, nearest(*suite, problem.pointer).offset),
        "the line is the one on which the value stands that is wrong");
}

void check_test(const ModelJson& test, const LoadedTest& loaded, std::string_view text) {
  const ModelJson* const id = test.find("id");
  if (id == nullptr) return holds(false, "a test that is loaded has an id");
  holds(loaded.id == id->text, "tests are loaded in their order");
  holds(loaded.line == line_of(text, id->offset), "an id stands on the line that is named");
  const ModelJson* const requirements = test.find("requirements");
  for (const ModelJson& requirement :
       requirements == nullptr ? std::vector<ModelJson>() : requirements->items) {
    holds(requirement.text == kSuiteRequirement, "each requirement is known");
  }
}

void check_tests(const ModelJson& suite, const LoadedSuite& loaded, std::string_view text) {
  const ModelJson* const tests = suite.find("tests");
  std::size_t index = 0;
  std::set<std::string> ids;
  for (const LoadedTest& test : loaded.tests) {
    holds(ids.insert(test.id).second, "no id stands twice");
    // An object's values are read as an array's are; no suite of the schema has one here.
    if (tests != nullptr && tests->is(Kind::array) && index < tests->items.size()) {
      check_test(tests->items[index], test, text);
    }
    ++index;
  }
  for (const LoadedTest& test : loaded.tests) {
    holds(!test.control || ids.contains(*test.control), "a control is a test of the same file");
  }
  if (tests != nullptr && tests->is(Kind::array)) {
    holds(loaded.tests.size() == tests->items.size(), "every test is loaded");
  }
}

}  // namespace

void check_vector_loader(const VectorLoader& loader, std::string_view text) {
  if (loader.load == nullptr) return;
  const LoadedSuite loaded = loader.load(text);
  // Of what does not load, only one in four is read by the model, too.
  const Turn turn(text, 4);
  if (loaded.problem && !turn.is(0)) return;
  const auto suite = model_read_json(text, kDepth);
  if (loaded.problem) return check_problem(*loaded.problem, text, suite);
  if (!suite) return holds(false, "what is no JSON does not load");
  holds(loaded.name == text_at(*suite, "suite") && loaded.op == text_at(*suite, "op"),
        "a suite is loaded under its own name");
  holds(loaded.op == kSuiteOp, "the op of a suite that loads is known");
  check_tests(*suite, loaded, text);
}

}  // namespace oauthspec::fuzz
