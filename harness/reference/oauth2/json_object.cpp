// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/json_object.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "harness/reference/codec/json.h"
#include "harness/reference/codec/uri.h"
#include "harness/reference/oauth2/characters.h"

namespace oauth::oauth2 {
namespace {

using nlohmann::json;

// 2^53: up to here every JSON reader has the same whole numbers (RFC 8259 section 6).
constexpr std::int64_t kMostSeconds = 9'007'199'254'740'992;

}  // namespace

bool has_json_content_type(const std::vector<message::HeaderField>& headers) {
  if (message::count_headers(headers, "Content-Type") != 1) return false;
  std::string_view type = *message::find_header(headers, "Content-Type");
  type = type.substr(0, type.find(';'));
  while (type.ends_with(' ') || type.ends_with('\t')) type.remove_suffix(1);
  return message::equal_without_case(type, "application/json");
}

Result<json> read_object(const message::Response& response) {
  // RFC6749-5.1-2, RFC6749-5.2-15
  if (!has_json_content_type(response.headers)) {
    return std::unexpected(Error{Errc::content_type_unexpected, 0});
  }
  auto object = codec::parse_json(response.body);
  if (!object) return std::unexpected(object.error());
  if (!object->is_object()) return std::unexpected(Error{Errc::member_invalid, 0});
  return object;
}

std::optional<std::int64_t> whole_seconds(const json& number) {
  if (!number.is_number()) return std::nullopt;
  if (number.is_number_float()) {
    const auto value = number.get<double>();
    if (value < 0 || value > static_cast<double>(kMostSeconds) || value != std::floor(value)) {
      return std::nullopt;
    }
    return static_cast<std::int64_t>(value);
  }
  if (number.is_number_unsigned() &&
      number.get<std::uint64_t>() > static_cast<std::uint64_t>(kMostSeconds)) {
    return std::nullopt;
  }
  const auto value = number.get<std::int64_t>();
  return value < 0 ? std::nullopt : std::optional(value);
}

const json* MemberReader::find(const char* name) const {
  if (error_) return nullptr;
  const auto found = object_.find(name);
  return found == object_.end() ? nullptr : &*found;
}

void MemberReader::refuse(Errc code) {
  if (!error_) error_ = code;
}

void MemberReader::require(const char* name) {
  if (!object_.contains(name)) refuse(Errc::member_missing);
}

std::optional<std::string> MemberReader::optional_text(const char* name, bool (*in_class)(char)) {
  const json* member = find(name);
  if (member == nullptr) return std::nullopt;
  // RFC6749-5.1-3: texts are JSON strings.
  if (!member->is_string()) {
    refuse(Errc::member_invalid);
    return std::nullopt;
  }
  const auto& text = member->get_ref<const std::string&>();
  if (in_class != nullptr && !is_all(text, in_class)) refuse(Errc::member_invalid);
  return text;
}

std::string MemberReader::required_text(const char* name, bool (*in_class)(char)) {
  require(name);
  return optional_text(name, in_class).value_or("");
}

std::string MemberReader::required_uri(const char* name) {
  std::string text = required_text(name);
  if (!error_ && !codec::parse_uri(text)) refuse(Errc::member_invalid);
  return text;
}

std::optional<std::string> MemberReader::optional_uri(const char* name) {
  return optional_text(name, is_nqchar);
}

std::optional<std::int64_t> MemberReader::optional_seconds(const char* name) {
  const json* member = find(name);
  if (member == nullptr) return std::nullopt;
  // RFC6749-5.1-3, RFC6749-A.14-1: a JSON number, and digits only.
  const auto seconds = whole_seconds(*member);
  if (!seconds) refuse(Errc::member_invalid);
  return seconds;
}

std::int64_t MemberReader::required_seconds(const char* name) {
  require(name);
  return optional_seconds(name).value_or(0);
}

std::optional<bool> MemberReader::optional_truth(const char* name) {
  const json* member = find(name);
  if (member == nullptr) return std::nullopt;
  if (!member->is_boolean()) {
    refuse(Errc::member_invalid);
    return std::nullopt;
  }
  return member->get<bool>();
}

std::optional<Scope> MemberReader::optional_scope(const char* name) {
  const auto text = optional_text(name);
  if (!text) return std::nullopt;
  auto scope = parse_scope(*text);
  if (!scope) {
    refuse(Errc::scope_invalid);
    return std::nullopt;
  }
  return *std::move(scope);
}

std::optional<std::vector<std::string>> MemberReader::optional_texts(const char* name) {
  const json* member = find(name);
  if (member == nullptr) return std::nullopt;
  if (!member->is_array() || !std::ranges::all_of(*member, &json::is_string)) {
    refuse(Errc::member_invalid);
    return std::nullopt;
  }
  return member->get<std::vector<std::string>>();
}

std::optional<json> MemberReader::optional_object(const char* name) {
  const json* member = find(name);
  if (member == nullptr) return std::nullopt;
  if (!member->is_object()) {
    refuse(Errc::member_invalid);
    return std::nullopt;
  }
  return *member;
}

Result<void> MemberReader::done() const {
  if (error_) return std::unexpected(Error{*error_, 0});
  return {};
}

message::Response object_response(int status, std::string body, std::string_view cache_control) {
  message::Response response{status, {}, std::move(body)};
  response.headers.reserve(4);
  response.headers.push_back({"Content-Type", "application/json"});
  response.headers.push_back({"Cache-Control", std::string(cache_control)});
  return response;
}

Result<message::Response> write_object(int status, const json& object,
                                       std::string_view cache_control) {
  auto body = codec::write_json(object);
  if (!body) return std::unexpected(body.error());
  return object_response(status, *std::move(body), cache_control);
}

json others(const json& object, std::initializer_list<std::string_view> known) {
  json rest = json::object();
  for (const auto& [name, value] : object.items()) {
    if (std::ranges::find(known, name) == known.end()) rest[name] = value;
  }
  return rest;
}

}  // namespace oauth::oauth2
