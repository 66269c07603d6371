// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string>

#include "harness/defects/oauth2/octets.h"
#include "harness/defects/oauth2/steps.h"

/// Wrong ways to read a response whose body is JSON. They serve every op with a `response` in its `in`: what the body means
/// is the op's business, and each table names the requirement that the way breaks there.
namespace oauthspec::defects::oauth2 {

/// The body as JSON, whatever the media type is; not an object where it is none.
[[nodiscard]] json body_of(const json& in);
void put_body(json& in, const json& body);
/// A member of that body; null where there is none.
[[nodiscard]] json member_of(const json& in, string_view name);

/// Changes the members of a body that is an object.
template <void (*Change)(json& members)>
void in_body(json& in) {
  const json before = body_of(in);
  if (!before.is_object()) return;
  json members = before;
  Change(members);
  if (members != before) put_body(in, members);
}

/// Changes the text of the body.
template <void (*Change)(std::string& text)>
void in_text(json& in) {
  change_octets(in["response"]["body"], Change);
}

/// Changes one member that is a text.
template <const char* Name, void (*Change)(std::string& text)>
void in_member(json& members) {
  if (members.contains(Name) && members[Name].is_string()) change_octets(members[Name], Change);
}

/// The first header field of a name, compared without case; null where there is none.
[[nodiscard]] const json* find_field(const json& in, string_view name);
/// Gives the response this field in place of others of its name.
void set_field(json& in, string_view name, string_view value);

/// Wrong steps before the right ones (`misread`, `mended`).
namespace wrong {

template <int Status>
void status_taken_for(json& in) {
  in["response"]["status"] = Status;
}

/// Every status with a body is a success.
void status_unchecked(json& in);
/// A redirection is followed, and whoever answers there is believed: the body is Answer.
template <const char* Answer>
void redirection_followed(json& in) {
  const int status = in["response"]["status"];
  if (status < 300 || status > 399) return;
  in["response"]["status"] = 200;
  set_field(in, "Content-Type", "application/json");
  in["response"]["body"] = Answer;
}

void media_type_unchecked(json& in);
/// application/x-www-form-urlencoded is read, too, as of servers before RFC 6749.
void form_read(json& in);

/// Comments, commas before a closing bracket and apostrophes for quotation marks.
void lenient_json(json& in);
/// What stands behind the object is not looked at.
void tail_ignored(json& in);
void first_of_duplicates(json& in);
void last_of_duplicates(json& in);
void escapes_kept(std::string& text);

// Of members.
void names_in_lower_case(json& members);
/// String(value) of JavaScript: null becomes "null", an object "[object Object]", an array its items with commas.
[[nodiscard]] std::string text_of(const json& value);
template <const char* Name>
void anything_as_text(json& members) {
  if (!members.contains(Name) || members[Name].is_string()) return;
  members[Name] = text_of(members[Name]);
}
void values_cut_to_buffer(json& members);

/// A member that is not there, or has another type, becomes "undefined".
template <const char* Name>
void missing_as_undefined(json& members) {
  if (!members.contains(Name) || !members[Name].is_string() || members[Name] == "")
    members[Name] = "undefined";
}
/// A member that is no number, or is not there, becomes a usual one.
template <const char* Name, int Usual>
void no_number_as_usual(json& members) {
  if (!members.contains(Name) || !members[Name].is_number_integer() || members[Name] < 1)
    members[Name] = Usual;
}
/// Digits in a text are read as a number.
template <const char* Name>
void text_as_number(json& members) {
  if (!members.contains(Name) || !members[Name].is_string()) return;
  const json number = json::parse(members[Name].get<std::string>(), nullptr, false);
  if (number.is_number()) members[Name] = number;
}

void control_characters_dropped(std::string& text);
void octets_as_latin1(std::string& text);

}  // namespace wrong

/// What a library refuses that it must not (`refusing`), or ends in an exception at (`crashing`).
namespace unwanted {

[[nodiscard]] bool media_type_in_other_spelling(const json& in);
[[nodiscard]] bool media_type_with_parameters(const json& in);
[[nodiscard]] bool body_no_object(const json& in);
/// Arrays and objects more than a thousand deep.
[[nodiscard]] bool deep_nesting(const json& in);

/// A member whose name is none of those in Known, a list of names that are each between two spaces.
template <const char* Known>
[[nodiscard]] bool unknown_member(const json& in) {
  const json members = body_of(in);
  if (!members.is_object()) return false;
  for (const auto& [name, value] : members.items()) {
    if (string_view(Known).find(" " + name + " ") == string_view::npos) return true;
  }
  return false;
}

/// A body that does not begin with the member of this name.
template <const char* Name>
[[nodiscard]] bool other_order(const json& in) {
  const std::string body = adapter::read_bytes(in.at("response").at("body"));
  const std::size_t first = body.find('"');
  return first != std::string::npos &&
         !string_view(body).substr(first + 1).starts_with(std::string(Name) + "\"");
}

template <const char* Name>
[[nodiscard]] bool without_member(const json& in) {
  const json members = body_of(in);
  return members.is_object() && !members.contains(Name);
}

}  // namespace unwanted

/// Wrong steps behind the right ones (`miswritten`).
namespace wrong {

template <const char* Name>
void lost(json& out) {
  out[Name] = nullptr;
}
template <const char* Name, void (*Change)(std::string& text)>
void changed(json& out) {
  if (out.contains(Name)) change_octets(out[Name], Change);
}
template <const char* Name>
void zero_is_none(json& out) {
  if (out.value(Name, json()) == 0) out[Name] = nullptr;
}
template <const char* Name>
void in_32_bits(json& out) {
  if (out.value(Name, json()).is_number()) {
    const double seconds = out[Name];
    constexpr double kLast = 2147483647;
    if (seconds > kLast) out[Name] = -1;
  }
}
/// Members that are no text are lost to the caller.
void extra_of_texts_only(json& out);

}  // namespace wrong
}  // namespace oauthspec::defects::oauth2
