// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth2/response.h"

#include <set>
#include <utility>

#include "harness/reference/message/http.h"
#include "harness/reference/message/parameters.h"

namespace oauthspec::defects::oauth2 {

json body_of(const json& in) {
  return json::parse(adapter::read_bytes(in.at("response").at("body")), nullptr, false);
}

json member_of(const json& in, string_view name) {
  const json body = body_of(in);
  const auto member = body.is_object() ? body.find(name) : body.end();
  return member == body.end() ? json() : *member;
}

void put_body(json& in, const json& body) {
  in["response"]["body"] =
      adapter::write_bytes(body.dump(-1, ' ', false, json::error_handler_t::replace));
}

const json* find_field(const json& in, string_view name) {
  for (const json& field : in.at("response").at("headers")) {
    if (oauth::message::equal_without_case(field.at(0).get_ref<const std::string&>(), name))
      return &field;
  }
  return nullptr;
}

void set_field(json& in, string_view name, string_view value) {
  json fields = json::array();
  for (const json& field : in["response"]["headers"]) {
    if (!oauth::message::equal_without_case(field.at(0).get_ref<const std::string&>(), name))
      fields.push_back(field);
  }
  fields.push_back({name, value});
  in["response"]["headers"] = std::move(fields);
}

namespace wrong {

void status_unchecked(json& in) {
  in["response"]["status"] = 200;
}

void media_type_unchecked(json& in) {
  set_field(in, "Content-Type", "application/json");
}

void form_read(json& in) {
  const json* type = find_field(in, "Content-Type");
  if (type == nullptr || type->at(1) != "application/x-www-form-urlencoded") return;
  oauth::message::Parameters parameters;
  if (!parameters.add_form(adapter::read_bytes(in.at("response").at("body")))) return;
  json members = json::object();
  for (const auto parameter : parameters) members[std::string(parameter.name)] = parameter.value;
  if (members.contains("expires_in")) members.erase("expires_in");
  media_type_unchecked(in);
  put_body(in, members);
}

void lenient_json(json& in) {
  std::string text = adapter::read_bytes(in.at("response").at("body"));
  if (!json::accept(text)) {
    std::ranges::replace(text, '\'', '"');
    replace_all(text, ",}", "}");
    replace_all(text, ", }", "}");
  }
  const json members = json::parse(text, nullptr, false, true);
  if (members.is_object()) put_body(in, members);
}

void tail_ignored(json& in) {
  change_octets(in["response"]["body"], [](std::string& text) {
    const std::size_t end = text.find('}');
    if (end != std::string::npos) text.resize(end + 1);
  });
}

void first_of_duplicates(json& in) {
  std::set<std::string> seen;
  const auto is_first = [&seen](int depth, json::parse_event_t event, json& parsed) {
    return event != json::parse_event_t::key || depth != 1 || seen.insert(parsed).second;
  };
  const json members =
      json::parse(adapter::read_bytes(in.at("response").at("body")), is_first, false);
  if (members.is_object()) put_body(in, members);
}

void last_of_duplicates(json& in) {
  if (const json members = body_of(in); members.is_object()) put_body(in, members);
}

void escapes_kept(std::string& text) {
  replace_all(text, R"(\u)", R"(\\u)");
}

void names_in_lower_case(json& members) {
  json lower = json::object();
  for (const auto& [name, value] : members.items()) {
    std::string small = name;
    to_lower(small);
    lower[small] = value;
  }
  members = std::move(lower);
}

std::string text_of(const json& value) {
  if (value.is_string()) return value;
  if (value.is_object()) return "[object Object]";
  if (!value.is_array()) return value.dump();
  std::string items;
  for (const json& item : value) items.append(items.empty() ? "" : ",").append(text_of(item));
  return items;
}

void values_cut_to_buffer(json& members) {
  constexpr std::size_t kBuffer = 255;
  for (json& value : members) {
    if (value.is_string() && value.get_ref<const std::string&>().size() > kBuffer)
      value = value.get<std::string>().substr(0, kBuffer);
  }
}

void control_characters_dropped(std::string& text) {
  std::erase_if(text, [](char octet) { return (octet >= '\0' && octet < ' ') || octet == '\x7f'; });
}

void octets_as_latin1(std::string& text) {
  std::string wide;
  for (const char character : text) {
    const auto octet = static_cast<unsigned char>(character);
    if (octet < 0x80) {
      wide.push_back(character);
    } else {
      wide.push_back(static_cast<char>(0xC0 | (octet >> 6)));
      wide.push_back(static_cast<char>(0x80 | (octet & 0x3F)));
    }
  }
  text = std::move(wide);
}

void extra_of_texts_only(json& out) {
  json texts = json::object();
  for (const auto& [name, value] : out.at("extra").items()) {
    if (value.is_string()) texts[name] = value;
  }
  out["extra"] = std::move(texts);
}

}  // namespace wrong

namespace unwanted {

bool media_type_in_other_spelling(const json& in) {
  for (const json& field : in.at("response").at("headers")) {
    const std::string name = field.at(0);
    if (name == "Content-Type")
      return !adapter::read_bytes(field.at(1)).starts_with("application/json");
  }
  return find_field(in, "Content-Type") != nullptr;
}

bool media_type_with_parameters(const json& in) {
  const json* type = find_field(in, "Content-Type");
  return type != nullptr && adapter::read_bytes(type->at(1)).find(';') != std::string::npos;
}

bool body_no_object(const json& in) {
  return !body_of(in).is_object();
}

bool deep_nesting(const json& in) {
  constexpr int kLimit = 1000;
  int depth = 0;
  int deepest = 0;
  for (const char octet : adapter::read_bytes(in.at("response").at("body"))) {
    if (octet == '[' || octet == '{') deepest = std::max(deepest, ++depth);
    if (octet == ']' || octet == '}') --depth;
  }
  return deepest > kLimit;
}

}  // namespace unwanted
}  // namespace oauthspec::defects::oauth2
