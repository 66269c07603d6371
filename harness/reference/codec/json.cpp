// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/codec/json.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/reference/codec/counted_input.h"

namespace oauth::codec {
namespace {

using nlohmann::json;

/// Builds the value as nlohmann's own builder does, and keeps watch over names and depth. That one would put a member in the place of another of
/// its name, so that names would have to be kept a second time.
class Reader {
 public:
  explicit Reader(JsonLimits limits) : limits_(limits) {}

  [[nodiscard]] std::optional<Errc> refusal() const { return refusal_; }
  [[nodiscard]] std::size_t stopped_at() const { return stopped_at_; }
  [[nodiscard]] json take() { return std::move(value_); }

  // The names of nlohmann's SAX interface.
  bool null() { return add(nullptr); }
  bool boolean(bool value) { return add(value); }
  bool number_integer(json::number_integer_t value) { return add(value); }
  bool number_unsigned(json::number_unsigned_t value) { return add(value); }
  bool number_float(json::number_float_t value, const std::string& /*text*/) { return add(value); }
  bool string(std::string& value) { return add(std::move(value)); }
  bool binary(json::binary_t& value) { return add(std::move(value)); }

  bool start_object(std::size_t /*size*/) { return open(json::object()); }
  bool key(std::string& name) {
    const auto [place, is_new] =
        open_.back()->get_ref<json::object_t&>().try_emplace(std::move(name), nullptr);
    if (!is_new) return refuse(Errc::json_duplicate_member);
    member_ = &place->second;
    return true;
  }
  bool end_object() { return close(); }
  bool start_array(std::size_t /*size*/) { return open(json::array()); }
  bool end_array() { return close(); }

  bool parse_error(std::size_t position, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) {
    stopped_at_ = position > 0 ? position - 1 : 0;
    return refuse(Errc::json_invalid);
  }

 private:
  /// Where the next value goes: an element, or the member whose name was read last. What is open does not move while a value in it is built.
  json& place() {
    if (open_.empty()) return value_;
    if (open_.back()->is_object()) return *member_;
    return open_.back()->get_ref<json::array_t&>().emplace_back();
  }
  bool add(json value) {
    place() = std::move(value);
    return true;
  }
  bool open(json value) {
    if (open_.size() >= limits_.depth) return refuse(Errc::json_too_deep);
    json& opened = place();
    opened = std::move(value);
    open_.push_back(&opened);
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }
  bool refuse(Errc code) {
    if (!refusal_) refusal_ = code;
    return false;
  }

  JsonLimits limits_;
  json value_;
  std::vector<json*> open_;
  json* member_ = nullptr;
  std::size_t stopped_at_ = 0;
  std::optional<Errc> refusal_;
};

bool escaped_by_backslash(char c) {
  return c == '"' || c == '\\';
}

// Counted and not searched, so that the compiler looks at many octets at a time.
template <class Predicate>
bool has_any(std::string_view text, Predicate predicate) {
  unsigned found = 0;
  for (const char c : text) found |= predicate(c) ? 1U : 0U;
  return found != 0;
}

}  // namespace

Result<json> parse_json(std::string_view text, JsonLimits limits) {
  if (text.size() > limits.octets) return std::unexpected(Error{Errc::too_large, limits.octets});
  Reader reader(limits);
  auto furthest = text.begin();
  const CountedInput begin(text.begin(), &furthest);
  const CountedInput end(text.end(), &furthest);
  if (!json::sax_parse(begin, end, &reader) || reader.refusal()) {
    const Errc code = reader.refusal().value_or(Errc::json_invalid);
    const auto taken = static_cast<std::size_t>(furthest - text.begin());
    return std::unexpected(Error{code, code == Errc::json_invalid ? reader.stopped_at() : taken});
  }
  // The parser takes a NUL for the end of its input; none may stand in a JSON text.
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    return std::unexpected(Error{Errc::json_invalid, nul});
  }
  return reader.take();
}

Result<std::string> write_json(const json& value) {
  try {
    return value.dump();
  } catch (const json::type_error&) {  // All that dump() throws for: a text that is no UTF-8.
    return std::unexpected(Error{Errc::utf8_invalid, 0});
  }
}

void append_json_string(std::string& text, std::string_view value) {
  if (has_any(value, [](char c) { return c < ' ' || c > '~'; })) {
    text += json(value).dump(-1, ' ', false, json::error_handler_t::replace);
    return;
  }
  text += '"';
  if (!has_any(value, escaped_by_backslash)) {
    text += value;
  } else {
    while (!value.empty()) {
      const auto special = std::ranges::find_if(value, escaped_by_backslash);
      const auto before = static_cast<std::size_t>(special - value.begin());
      text += value.substr(0, before);
      value.remove_prefix(before);
      if (value.empty()) break;
      (text += '\\') += value.front();
      value.remove_prefix(1);
    }
  }
  text += '"';
}

void append_json(std::string& text, const json& value) {
  if (value.is_string()) return append_json_string(text, value.get_ref<const std::string&>());
  if (!value.is_structured() || value.empty()) {
    text += value.dump();
    return;
  }
  char before = value.is_object() ? '{' : '[';
  for (auto member = value.begin(); member != value.end(); ++member) {
    text += std::exchange(before, ',');
    if (value.is_object()) {
      append_json_string(text, member.key());
      text += ':';
    }
    append_json(text, *member);
  }
  text += value.is_object() ? '}' : ']';
}

}  // namespace oauth::codec
