// SPDX-License-Identifier: Apache-2.0
#include "harness/vector/schema.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include "harness/reference/codec/base64.h"
#include "harness/vector/file.h"

namespace oauthspec::vector {
namespace {

using nlohmann::json;
using Adapter = valijson::adapters::NlohmannJsonAdapter;

// Brings the definitions of other files into one document, as "#/definitions/<file>/<name>". The
// validator could fetch them itself, but it keeps what it has compiled by path alone, and takes a path of
// one file for the same path of another.
class Bundler {
 public:
  explicit Bundler(std::filesystem::path directory) : directory_(std::move(directory)) {}

  std::expected<json, Problem> bundle(JsonFile root) {
    if (auto problem = rewrite(root, root.value, "")) return std::unexpected(*std::move(problem));
    while (!wanted_.empty()) {
      const std::string name = *wanted_.begin();
      wanted_.erase(wanted_.begin());
      auto file = read_json(directory_ / name);
      if (!file) return std::unexpected(std::move(file.error()));
      json definitions = file->value.value("definitions", json::object());
      if (auto problem = rewrite(*file, definitions, name)) return std::unexpected(*problem);
      brought_.emplace(name, std::move(definitions));
    }
    for (auto& [name, definitions] : brought_) {
      root.value["definitions"][name] = std::move(definitions);
    }
    if (auto problem = dangling(root, root.value, root.value)) return std::unexpected(*problem);
    return std::move(root.value);
  }

 private:
  static constexpr std::string_view kDefinitions = "#/definitions/";

  // Rewrites each reference below `node`, which is of the file `own` ("" for the root's).
  std::optional<Problem> rewrite(const JsonFile& file, json& node, const std::string& own) {
    if (node.is_object() && node.contains("$ref") && node["$ref"].is_string()) {
      const auto reference = node["$ref"].get<std::string>();
      const std::size_t hash = reference.find(kDefinitions);
      if (hash == std::string::npos) {
        return problem_at(file, "", fmt::format("\"{}\" names no definition", reference));
      }
      const std::string name = hash == 0 ? own : reference.substr(0, hash);
      if (!name.empty()) {
        node["$ref"] = fmt::format("{}{}/{}", kDefinitions, name,
                                   reference.substr(hash + kDefinitions.size()));
        if (!brought_.contains(name) && name != own) wanted_.insert(name);
      }
    }
    for (json& child : node) {
      if (!child.is_structured()) continue;
      if (auto problem = rewrite(file, child, own)) return problem;
    }
    return std::nullopt;
  }

  static std::optional<Problem> dangling(const JsonFile& file, const json& document,
                                         const json& node) {
    if (node.is_object() && node.contains("$ref") && node["$ref"].is_string()) {
      const auto reference = node["$ref"].get<std::string>();
      if (!document.contains(json::json_pointer(reference.substr(1)))) {
        return Problem{.file = file.name,
                       .pointer = {},
                       .reason = fmt::format("\"{}\" leads nowhere", reference)};
      }
    }
    for (const json& child : node) {
      if (!child.is_structured()) continue;
      if (auto problem = dangling(file, document, child)) return problem;
    }
    return std::nullopt;
  }

  std::filesystem::path directory_;
  std::set<std::string> wanted_;
  std::map<std::string, json> brought_;
};

// std::regex recurses once for each character, and ends the process in the midst of a text of some 100,000. What
// is longer than this is cut before the validator sees it.
constexpr std::size_t kLongestText = 4UL * 1024;

bool holds_long_text(const json& value) {
  if (value.is_string()) return value.get_ref<const std::string&>().size() > kLongestText;
  return value.is_structured() && std::ranges::any_of(value, holds_long_text);
}

// Base64 is checked here, where it is too long for its pattern, and replaced by text that is as good or bad.
void cut_long_texts(json& value) {
  if (value.is_object() && value.size() == 1 && value.contains("b64") && holds_long_text(value)) {
    json& text = value["b64"];
    if (text.is_string()) {
      text = oauth::codec::base64_decode(text.get<std::string>()) ? "" : "no Base64";
      return;
    }
  }
  if (value.is_string()) {
    auto text = value.get<std::string>();
    if (text.size() > kLongestText) value = text.substr(0, kLongestText);
  } else if (value.is_structured()) {
    for (json& part : value) cut_long_texts(part);
  }
}

// The validator writes a place as "<root>", "[tests]", "[3]".
std::string pointer_of(const std::vector<std::string>& context) {
  json::json_pointer pointer;
  for (std::size_t i = 1; i < context.size(); ++i) {
    pointer.push_back(context[i].substr(1, context[i].size() - 2));
  }
  return pointer.to_string();
}

std::string quoted_part(std::string_view text) {
  const std::size_t first = text.find('\'');
  const std::size_t last = text.rfind('\'');
  return std::string(text.substr(first + 1, last - first - 1));
}

// The validator's sentences, in words that say what to mend.
std::string readable(std::string_view description, const json& value) {
  if (description.starts_with("Missing required property")) {
    return fmt::format("the member \"{}\" is missing", quoted_part(description));
  }
  if (description.starts_with("Object contains a property")) {
    const std::size_t colon = description.rfind(": '");
    return fmt::format("the member \"{}\" is unknown", quoted_part(description.substr(colon)));
  }
  if (description.starts_with("Value type not permitted")) {
    return fmt::format("a value of type {} may not stand here", value.type_name());
  }
  constexpr std::size_t kLongest = 60;
  const std::string shown = value.dump(-1, ' ', true, json::error_handler_t::replace);
  if (description.starts_with("Failed to match regex")) {
    return fmt::format("{:.{}} does not match the pattern of its schema", shown, kLongest);
  }
  if (description.starts_with("Failed to any values") ||
      description.starts_with("Failed to match against any enum") ||
      description.starts_with("Failed to match expected value")) {
    return fmt::format("{:.{}} is none of the values allowed here", shown, kLongest);
  }
  return std::string(description);
}

// Of all that the validator complains about the deepest is the cause; what is said of the values around
// it follows from it.
Mismatch deepest(const valijson::ValidationResults& results, const json& value) {
  const valijson::ValidationResults::Error* cause = nullptr;
  for (const auto& error : results) {
    if (cause == nullptr || error.context.size() > cause->context.size()) cause = &error;
  }
  if (cause == nullptr) return {.pointer = {}, .reason = "does not match its schema"};
  const std::string pointer = pointer_of(cause->context);
  const json::json_pointer place(pointer);
  return {.pointer = pointer,
          .reason = readable(cause->description, value.contains(place) ? value.at(place) : json())};
}

}  // namespace

struct Schema::Parts {
  struct Compiled {
    valijson::Schema schema;
    valijson::Validator validator;  // Keeps the regular expressions that it has compiled.
  };

  json document;
  std::map<std::string, Compiled, std::less<>> compiled;
  std::mutex mutex;  // Over `compiled` once the schema is loaded.

  Compiled& compile(std::string_view definition) {
    if (const auto found = compiled.find(definition); found != compiled.end()) return found->second;
    Compiled& made = compiled[std::string(definition)];
    json root = document;
    if (!definition.empty()) root["$ref"] = fmt::format("#/definitions/{}", definition);
    valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
    parser.populateSchema(Adapter(root), made.schema);
    return made;
  }
};

Schema::Schema(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Schema::Schema(Schema&&) noexcept = default;
Schema& Schema::operator=(Schema&&) noexcept = default;
Schema::~Schema() = default;

std::expected<Schema, Problem> Schema::load(const std::filesystem::path& file) {
  auto root = read_json(file);
  if (!root) return std::unexpected(std::move(root.error()));
  return compile(*std::move(root), file.parent_path());
}

std::expected<Schema, Problem> Schema::parse(std::string name, std::string_view text) {
  auto root = parse_json(std::move(name), std::string(text));
  if (!root) return std::unexpected(std::move(root.error()));
  return compile(*std::move(root), {});
}

std::expected<Schema, Problem> Schema::compile(JsonFile root,
                                               const std::filesystem::path& directory) {
  if (!root.value.is_object()) return std::unexpected(problem_at(root, "", "is no object"));
  const std::string file = root.name;
  auto document = Bundler(directory).bundle(std::move(root));
  if (!document) return std::unexpected(std::move(document.error()));
  auto parts = std::make_unique<Parts>();
  parts->document = *std::move(document);
  try {
    if (!parts->document.contains("definitions") || parts->document.contains("type")) {
      parts->compile("");
    }
    const json definitions = parts->document.value("definitions", json::object());
    for (const auto& [name, definition] : definitions.items()) {
      if (!name.ends_with(".json")) parts->compile(name);
    }
  } catch (const std::exception& error) {  // The compiler throws at what is no schema.
    return std::unexpected(Problem{.file = file, .pointer = {}, .reason = error.what()});
  }
  return Schema(std::move(parts));
}

const json& Schema::document() const {
  return parts_->document;
}

bool Schema::defines(std::string_view definition) const {
  const auto definitions = parts_->document.find("definitions");
  return definitions != parts_->document.end() && definitions->contains(definition);
}

std::optional<Mismatch> Schema::validate(std::string_view definition, const json& value) const {
  if (holds_long_text(value)) {
    json cut = value;
    cut_long_texts(cut);
    return validate(definition, cut);
  }
  const std::lock_guard lock(parts_->mutex);
  Parts::Compiled& compiled = parts_->compile(definition);
  // Most values are valid, and noting each complaint of each branch takes many times as long.
  if (compiled.validator.validate(compiled.schema, Adapter(value), nullptr)) return std::nullopt;
  valijson::ValidationResults results;
  if (compiled.validator.validate(compiled.schema, Adapter(value), &results)) return std::nullopt;
  return deepest(results, value);
}

const json& resolve(const json& document, const json& node) {
  const json* at = &node;
  while (at->is_object() && at->contains("$ref")) {
    at = &document.at(json::json_pointer(at->at("$ref").get<std::string>().substr(1)));
  }
  return *at;
}

}  // namespace oauthspec::vector
