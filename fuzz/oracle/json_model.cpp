// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/json_model.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <system_error>
#include <utility>

#include "fuzz/input/json_recogniser.h"
#include "fuzz/oracle/utf8.h"

namespace oauthspec::fuzz {
namespace {

using Kind = ModelJson::Kind;

struct ModelMaker {
  using Value = ModelJson;

  static void begin(ModelJson& value, std::size_t offset) { value.offset = offset; }
  static void word(ModelJson& value, std::string_view name) {
    value.kind = name == "null" ? Kind::null : Kind::boolean;
    value.text = name;
  }
  static bool number(ModelJson& value, std::string_view text) {
    value.kind = Kind::number;
    value.text = text;
    value.number = std::strtod(value.text.c_str(), nullptr);
    return std::isfinite(value.number);
  }
  static void string(ModelJson& value, std::string&& text) {
    value.kind = Kind::string;
    value.text = std::move(text);
  }
  static void object(ModelJson& value) { value.kind = Kind::object; }
  static void array(ModelJson& value) { value.kind = Kind::array; }
  static ModelJson* member(ModelJson& object, std::string&& name) {
    const auto [place, is_new] = object.members.try_emplace(std::move(name));
    return is_new ? &place->second : nullptr;
  }
  static ModelJson& item(ModelJson& array) { return array.items.emplace_back(); }
};

template <class Number>
bool is_whole(std::string_view text) {
  Number number{};
  const char* const begin = text.data();
  const char* const end = begin + text.size();
  const auto [stopped, error] = std::from_chars(begin, end, number);
  return error == std::errc() && stopped == end;
}

}  // namespace

bool model_has_byte_order_mark(std::string_view text) {
  return text.starts_with(kByteOrderMark);
}

bool is_integer(const ModelJson& value) {
  return value.kind == Kind::number &&
         (is_whole<std::uint64_t>(value.text) || is_whole<std::int64_t>(value.text));
}

bool operator==(const ModelJson& a, const ModelJson& b) {
  if (a.kind != b.kind) return false;
  if (a.kind != Kind::number) {
    return a.text == b.text && a.items == b.items && a.members == b.members;
  }
  const bool are_zero = a.number == 0 && b.number == 0;
  return is_integer(a) && is_integer(b) && !are_zero ? a.text == b.text : a.number == b.number;
}

const ModelJson* ModelJson::find(std::string_view name) const {
  const auto found = members.find(name);
  return found == members.end() ? nullptr : &found->second;
}

std::optional<ModelJson> model_read_json(std::string_view text, std::size_t depth) {
  if (model_invalid_utf8_at(text)) return std::nullopt;
  ModelJson value;
  if (!recognise_json<ModelMaker>(text, depth, value)) return std::nullopt;
  return value;
}

}  // namespace oauthspec::fuzz
