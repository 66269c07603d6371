// SPDX-License-Identifier: Apache-2.0
#include "fuzz/oracle/protocol_model.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <string>
#include <utility>

namespace oauthspec::fuzz {
namespace {

using Kind = ModelJson::Kind;

/// A member that a message has, or may have.
struct Rule {
  std::string_view name;
  bool (*is_right)(const ModelJson& value);
  const char* left_out =
      nullptr;  ///< What it is where it is left out, as JSON; null where it has to be there.
};

ModelJson object_of(std::initializer_list<std::pair<std::string_view, ModelJson>> members) {
  ModelJson object;
  object.kind = Kind::object;
  for (const auto& [name, value] : members) object.members.emplace(name, value);
  return object;
}

/// The members that there are rules for, with what is left out; nothing where a rule is broken.
std::optional<ModelJson> pick(const ModelJson* message, std::initializer_list<Rule> rules) {
  if (message == nullptr || !message->is(Kind::object)) return std::nullopt;
  ModelJson picked = object_of({});
  for (const Rule& rule : rules) {
    const ModelJson* const value = message->find(rule.name);
    if (value != nullptr && !rule.is_right(*value)) return std::nullopt;
    if (value == nullptr && rule.left_out == nullptr) return std::nullopt;
    const auto member = value != nullptr ? *value : model_read_json(rule.left_out, 1);
    if (!member) return std::nullopt;
    picked.members.emplace(rule.name, *member);
  }
  return picked;
}

bool is_anything(const ModelJson& /*value*/) {
  return true;
}
bool is_text(const ModelJson& value) {
  return value.is(Kind::string);
}
bool is_text_or_null(const ModelJson& value) {
  return value.is(Kind::string) || value.is(Kind::null);
}
bool is_integer_or_null(const ModelJson& value) {
  return is_integer(value) || value.is(Kind::null);
}
bool is_some_text(const ModelJson& value) {
  return is_text(value) && !value.text.empty();
}
bool is_texts(const ModelJson& value) {
  return value.is(Kind::array) && std::ranges::all_of(value.items, is_text);
}
bool is_some_texts(const ModelJson& value) {
  return is_texts(value) && !value.items.empty();
}
bool is_boolean(const ModelJson& value) {
  return value.is(Kind::boolean);
}
bool is_object(const ModelJson& value) {
  return value.is(Kind::object);
}
bool is_unsigned(const ModelJson& value) {
  return is_integer(value) && !value.text.starts_with('-');
}
bool is_count(const ModelJson& value) {
  return is_unsigned(value) && value.number >= 1 && value.number <= 1024;
}
bool is_protocol(const ModelJson& value) {
  return is_integer(value) && value.number == 1;
}

/// What a library may have chosen itself.
bool is_actual(const ModelJson& value) {
  constexpr std::array<Rule, 8> kChoices = {
      Rule{"nonce", is_text},           Rule{"timestamp", is_text},
      Rule{"version", is_text_or_null}, Rule{"url", is_text},
      Rule{"jti", is_text_or_null},     Rule{"iat", is_integer_or_null},
      Rule{"exp", is_integer_or_null},  Rule{"nbf", is_integer_or_null}};
  return is_object(value) && std::ranges::all_of(value.members, [&](const auto& member) {
           return std::ranges::any_of(kChoices, [&](const Rule& rule) {
             return rule.name == member.first && rule.is_right(member.second);
           });
         });
}

/// A message of one member, which has members of its own.
std::optional<ModelJson> pick_within(const ModelJson& message, std::string_view name,
                                     std::initializer_list<Rule> rules) {
  auto inner = pick(message.find(name), rules);
  if (!inner) return std::nullopt;
  return object_of({{name, *std::move(inner)}});
}

std::optional<ModelJson> pick_verdict(const ModelJson& message, std::string_view kind) {
  if (kind == "out") {
    auto out = pick(&message, {{"out", is_anything}, {"actual", is_actual, "{}"}});
    // No member is written for no choice.
    if (out && out->members["actual"].members.empty()) out->members.erase("actual");
    return out;
  }
  if (kind == "reject") {
    return pick_within(message, kind, {{"code", is_text, "\"\""}, {"message", is_text, "\"\""}});
  }
  if (kind == "skip") return pick_within(message, kind, {{"need", is_some_text}});
  return pick_within(message, kind, {{"type", is_text}, {"message", is_text}});
}

}  // namespace

std::optional<ModelJson> model_hello(const ModelJson& message) {
  auto hello = pick_within(message, "hello",
                           {{"protocol", is_protocol},
                            {"impl", is_object},
                            {"ops", is_some_texts},
                            {"features", is_texts, "[]"},
                            {"reason_codes", is_boolean, "false"},
                            {"max_in_flight", is_count, "1"}});
  if (!hello) return std::nullopt;
  ModelJson& impl = hello->members["hello"].members["impl"];
  auto picked = pick(&impl, {{"name", is_some_text},
                             {"version", is_text},
                             {"language", is_text},
                             {"home", is_text, "\"\""}});
  if (!picked) return std::nullopt;
  // An empty address is not written.
  if (picked->members["home"].text.empty()) picked->members.erase("home");
  impl = *std::move(picked);
  return hello;
}

std::optional<ModelJson> model_answer(const ModelJson& message) {
  auto answer = pick(&message, {{"id", is_unsigned}});
  if (!answer) return std::nullopt;
  std::optional<ModelJson> verdict;
  int kinds = 0;
  for (const std::string_view kind : {"out", "reject", "skip", "error"}) {
    if (message.find(kind) == nullptr) continue;
    ++kinds;
    verdict = pick_verdict(message, kind);
  }
  if (kinds != 1 || !verdict) return std::nullopt;
  answer->members.merge(verdict->members);
  return answer;
}

std::optional<ModelJson> model_call(const ModelJson& message) {
  // The runner's other messages are told by these.
  if (message.find("bye") != nullptr || message.find("hello") != nullptr) return std::nullopt;
  return pick(&message, {{"id", is_unsigned}, {"op", is_text}, {"in", is_object}});
}

}  // namespace oauthspec::fuzz
