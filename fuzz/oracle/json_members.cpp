// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/json_members.h"

#include <algorithm>
#include <cmath>

#include "fuzz/oracle/abnf.h"
#include "fuzz/oracle/json_object.h"
#include "fuzz/oracle/scope.h"
#include "fuzz/oracle/uri_model.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;

constexpr std::uint64_t kMostSeconds = std::uint64_t{1} << 53U;
constexpr std::size_t kDepth = 64;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool is_json(const oauth::message::Response& response) {
  std::vector<std::string> types;
  for (const oauth::message::HeaderField& field : response.headers) {
    if (same_without_case(field.name, "Content-Type")) types.push_back(field.value);
  }
  if (types.size() != 1) return false;
  std::string type = types.front().substr(0, types.front().find(';'));
  type.resize(type.find_last_not_of(" \t") + 1);
  return same_without_case(type, "application/json");
}

/// RFC 6749 appendix A.14 has digits; JSON writes the same number in more ways than one.
std::optional<std::uint64_t> whole_seconds(const json& value) {
  if (value.is_number_unsigned()) {
    const auto number = value.get<std::uint64_t>();
    return number <= kMostSeconds ? std::optional(number) : std::nullopt;
  }
  if (!value.is_number()) return std::nullopt;
  const auto number = value.get<double>();
  const bool whole = number == std::trunc(number);
  if (!whole || number < 0 || number > static_cast<double>(kMostSeconds)) return std::nullopt;
  return static_cast<std::uint64_t>(number);
}

bool is_texts(const json& value) {
  return value.is_array() &&
         std::ranges::all_of(value, [](const json& item) { return item.is_string(); });
}

bool uri_fits(Kind kind, const std::string& text) {
  const auto uri = model_parse_uri(text);
  if (!uri) return false;
  if (kind == Kind::uri) return true;
  if (kind == Kind::endpoint) return !uri->fragment;
  if (!same_without_case(uri->scheme, "https")) return false;
  return kind == Kind::https_uri || (!uri->fragment && (kind == Kind::resource || !uri->query));
}

bool is_key_set(const json& value) {
  if (!value.is_object() || !value.contains("keys") || !value["keys"].is_array()) return false;
  return std::ranges::all_of(value["keys"], [](const json& key) { return key.is_object(); });
}

bool text_fits(Kind kind, const std::string& text) {
  switch (kind) {
    case Kind::some_text:
      return !text.empty();
    case Kind::vschar:
      return one_or_more(text, in_vschar);
    case Kind::nqchar:
      return one_or_more(text, in_nqchar);
    case Kind::nqschar:
      return one_or_more(text, in_nqschar);
    case Kind::text:
      return true;
    default:
      return uri_fits(kind, text);
  }
}

/// The value as it is shown; nothing where it is not of the kind.
std::optional<json> shown(Kind kind, const json& value) {
  const auto given = [&value](bool fits) { return fits ? std::optional(value) : std::nullopt; };
  switch (kind) {
    case Kind::seconds: {
      const auto number = whole_seconds(value);
      return number ? std::optional<json>(*number) : std::nullopt;
    }
    case Kind::truth:
      return given(value.is_boolean());
    case Kind::texts:
      return given(is_texts(value));
    case Kind::some_texts:
      return given(is_texts(value) && !value.empty());
    case Kind::algorithms:
      return given(is_texts(value) && !value.empty() &&
                   std::ranges::find(value, json("none")) == value.end());
    case Kind::key_set:
      return given(is_key_set(value));
    case Kind::audience:
      return value.is_string() ? std::optional(json::array({value})) : given(is_texts(value));
    case Kind::object:
      return given(value.is_object());
    case Kind::scope: {
      const auto tokens = value.is_string() ? model_scope(value.get<std::string>()) : std::nullopt;
      return tokens ? std::optional<json>(*tokens) : std::nullopt;
    }
    default:
      return given(value.is_string() && text_fits(kind, value.get<std::string>()));
  }
}

}  // namespace

std::optional<json> model_object(const oauth::message::Response& response) {
  if (!is_json(response)) return std::nullopt;
  return model_read_object(response.body, kDepth);
}

std::optional<Members> model_members(const json& object, std::span<const MemberRule> rules) {
  Members members = json::object();
  for (const MemberRule& rule : rules) {
    const auto found = object.find(rule.name);
    if (found == object.end() && rule.required) return std::nullopt;
    if (found == object.end()) {
      if (rule.otherwise != nullptr) members[rule.name] = json::parse(rule.otherwise);
      continue;
    }
    auto value = shown(rule.kind, *found);
    if (!value) return std::nullopt;
    members[rule.name] = *std::move(value);
  }
  json& extra = members["extra"] = json::object();
  for (const auto& [name, value] : object.items()) {
    if (std::ranges::find(rules, name, &MemberRule::name) == rules.end()) extra[name] = value;
  }
  return members;
}

std::optional<std::string> model_field(const oauth::message::Response& response,
                                       std::string_view name) {
  for (const oauth::message::HeaderField& field : response.headers) {
    if (same_without_case(field.name, name)) return field.value;
  }
  return std::nullopt;
}

bool same_without_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace oauthspec::fuzz
