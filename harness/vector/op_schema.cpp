// SPDX-License-Identifier: Apache-2.0
#include "harness/vector/op_schema.h"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

namespace oauthspec::vector {
namespace {

using nlohmann::json;

constexpr std::array<std::string_view, 15> kNames{
    "text",     "json",        "parameters", "url",        "header",
    "verified", "members",     "reason",     "set",        "caseless",
    "form",     "credentials", "media_type", "challenges", "at_least"};

std::expected<Shape, std::string> read_shape(const json& document, const json& node,
                                             std::string_view equality, const std::string& place);

// The shape of one part, which says itself how it is compared.
std::expected<Shape, std::string> read_part(const json& document, const json& node,
                                            const std::string& place) {
  if (!node.contains("equality") || !node["equality"].is_string()) {
    return std::unexpected(fmt::format("{}: \"equality\" is missing", place));
  }
  return read_shape(document, resolve(document, node), node["equality"].get<std::string>(), place);
}

std::expected<Shape, std::string> read_members(const json& document, const json& node,
                                               const std::string& place) {
  Shape shape{.equality = Equality::members, .members = {}, .required = {}, .items = {}};
  const std::string type = node.value("type", "");
  if (type == "array" && node.contains("items")) {
    auto item = read_members(document, resolve(document, node["items"]), place + "/items");
    if (!item) return item;
    shape.items.push_back(*std::move(item));
    return shape;
  }
  if (type != "object" || !node.contains("properties")) {
    return std::unexpected(fmt::format("{}: neither an object nor an array has members", place));
  }
  for (const auto& [name, member] : node["properties"].items()) {
    auto part = read_part(document, member, fmt::format("{}/{}", place, name));
    if (!part) return part;
    shape.members.emplace(name, *std::move(part));
  }
  for (const json& name : node.value("required", json::array())) {
    shape.required.insert(name.get<std::string>());
  }
  return shape;
}

std::expected<Shape, std::string> read_shape(const json& document, const json& node,
                                             std::string_view equality, const std::string& place) {
  const auto named = equality_named(equality);
  if (!named) return std::unexpected(fmt::format("{}: no equality \"{}\"", place, equality));
  if (*named == Equality::members) return read_members(document, node, place);
  return Shape{.equality = *named, .members = {}, .required = {}, .items = {}};
}

std::unexpected<Problem> problem(const std::filesystem::path& file, std::string reason) {
  return std::unexpected(
      Problem{.file = file.string(), .pointer = {}, .reason = std::move(reason)});
}

}  // namespace

std::string_view name(Equality equality) {
  return kNames.at(static_cast<std::size_t>(equality));
}

std::optional<Equality> equality_named(std::string_view text) {
  const auto* const found = std::ranges::find(kNames, text);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Equality>(found - kNames.begin());
}

std::expected<OpSchema, Problem> load_op_schema(const std::filesystem::path& file) {
  auto schema = Schema::load(file);
  if (!schema) return std::unexpected(std::move(schema.error()));
  for (const std::string_view definition : {"in", "out"}) {
    if (!schema->defines(definition)) {
      return problem(file, fmt::format("defines no \"{}\"", definition));
    }
  }
  const json& document = schema->document();
  const std::string op = document.value("title", "");
  if (file.filename() != op + ".schema.json") {
    return problem(file, fmt::format("the title \"{}\" is not the file's name", op));
  }
  if (!document.contains("equality") || !document["equality"].is_string()) {
    return problem(file, "\"equality\" is missing");
  }
  auto out = read_shape(document, document["definitions"]["out"],
                        document["equality"].get<std::string>(), "/definitions/out");
  if (!out) return problem(file, out.error());
  return OpSchema{.op = op, .schema = *std::move(schema), .out = *std::move(out)};
}

}  // namespace oauthspec::vector
