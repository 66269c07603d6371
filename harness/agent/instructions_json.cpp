// SPDX-License-Identifier: Apache-2.0
#include "harness/agent/instructions_json.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace oauthspec::agent {
namespace {

using nlohmann::json;
using Pairs = std::vector<std::pair<std::string, std::string>>;

/// Reads the members of one object; the first mistake is kept, and what is read after it does not matter.
class Members {
 public:
  Members(const json& object, std::string place, std::optional<InstructionsError>& error)
      : object_(object), place_(std::move(place)), error_(error) {
    if (!object.is_object()) fail("", "an object is needed here");
  }

  void text(std::string_view name, std::string& to) {
    if (const json* value = take(name)) {
      if (!value->is_string()) return fail(name, "a string is needed here");
      to = value->get<std::string>();
    }
  }

  void flag(std::string_view name, bool& to) {
    if (const json* value = take(name)) {
      if (!value->is_boolean()) return fail(name, "true or false is needed here");
      to = value->get<bool>();
    }
  }

  void count(std::string_view name, std::size_t& to) {
    if (const json* value = take(name)) {
      if (!value->is_number_unsigned() || value->get<std::uint64_t>() == 0)
        return fail(name, "a whole number above 0 is needed here");
      to = static_cast<std::size_t>(std::min<std::uint64_t>(
          value->get<std::uint64_t>(), std::numeric_limits<std::uint32_t>::max()));
    }
  }

  /// {"name": "value", "box": true}: a checkbox may have a boolean.
  void pairs(std::string_view name, Pairs& to) {
    const json* value = take(name);
    if (value == nullptr) return;
    if (!value->is_object())
      return fail(name, "an object of field names and values is needed here");
    for (const auto& [field, content] : value->items()) {
      if (content.is_boolean()) {
        to.emplace_back(field, content.get<bool>() ? "true" : "false");
      } else if (content.is_string()) {
        to.emplace_back(field, content.get<std::string>());
      } else {
        return fail(std::string(name) + "/" + escaped(field),
                    "a string, true or false is needed here");
      }
    }
  }

  /// Calls `read` with each element of an array, and with its place.
  template <class Read>
  void each(std::string_view name, Read read) {
    const json* value = take(name);
    if (value == nullptr) return;
    if (!value->is_array()) return fail(name, "an array is needed here");
    for (std::size_t i = 0; i < value->size(); ++i)
      read((*value)[i], place_ + "/" + std::string(name) + "/" + std::to_string(i));
  }

  /// The member, marked as known.
  const json* take(std::string_view name) {
    known_.emplace_back(name);
    if (!object_.is_object()) return nullptr;
    const auto found = object_.find(std::string(name));
    return found == object_.end() ? nullptr : &*found;
  }

  void refuse_unknown() {
    if (!object_.is_object()) return;
    for (const auto& [name, value] : object_.items()) {
      if (std::ranges::find(known_, name) == known_.end())
        fail(escaped(name), "no member has this name");
    }
  }

  void fail(std::string_view name, std::string problem) {
    if (error_) return;
    error_ = {place_ + (name.empty() ? "" : "/" + std::string(name)), std::move(problem)};
  }

 private:
  /// RFC 6901 section 3.
  static std::string escaped(std::string_view name) {
    std::string out;
    for (const char c : name) {
      if (c == '~') {
        out += "~0";
      } else if (c == '/') {
        out += "~1";
      } else {
        out += c;
      }
    }
    return out;
  }

  const json& object_;
  std::string place_;
  std::optional<InstructionsError>& error_;
  std::vector<std::string> known_;
};

RuleRequest read_request(const json& value, const std::string& place,
                         std::optional<InstructionsError>& error) {
  RuleRequest request;
  Members members(value, place, error);
  members.text("method", request.method);
  members.text("url", request.url);
  members.text("content_type", request.content_type);
  if (const json* body = members.take("body")) {
    request.body = body->is_string() ? body->get<std::string>()
                                     : body->dump(-1, ' ', false, json::error_handler_t::replace);
  }
  members.refuse_unknown();
  if (request.url.empty()) members.fail("url", "a request needs a URL");
  return request;
}

void check(const Rule& rule, Members& members) {
  const bool submits = !rule.press.empty() || !rule.fill.empty();
  const int ways = static_cast<int>(submits) + static_cast<int>(!rule.follow.empty()) +
                   static_cast<int>(!rule.go_to.empty()) + static_cast<int>(rule.stop);
  if (rule.url.empty() && rule.text.empty())
    members.fail("", "a rule needs \"url\" or \"text\" to tell its pages by");
  if (ways == 0 && rule.send.empty())
    members.fail("",
                 "a rule needs \"press\", \"fill\", \"follow\", \"go_to\", \"send\" or \"stop\"");
  if (ways > 1)
    members.fail(
        "",
        "only one of \"press\" (with \"fill\"), \"follow\", \"go_to\" and \"stop\" can be done");
  if (!rule.send.empty() && (submits || rule.stop))
    members.fail("", "\"send\" goes with \"follow\" or \"go_to\" only");
}

Rule read_rule(const json& value, const std::string& place,
               std::optional<InstructionsError>& error) {
  Rule rule;
  Members members(value, place, error);
  members.text("url", rule.url);
  members.text("text", rule.text);
  members.pairs("fill", rule.fill);
  members.each("send", [&](const json& sent, const std::string& at) {
    rule.send.push_back(read_request(sent, at, error));
  });
  members.text("press", rule.press);
  members.text("follow", rule.follow);
  members.text("go_to", rule.go_to);
  members.flag("stop", rule.stop);
  members.refuse_unknown();
  check(rule, members);
  return rule;
}

void read_decision(Members& members, Decision& to) {
  std::string decision = "allow";
  members.text("decision", decision);
  if (decision != "allow" && decision != "deny")
    members.fail("decision", "\"allow\" or \"deny\" is needed here");
  to = decision == "deny" ? Decision::deny : Decision::allow;
}

}  // namespace

std::expected<Instructions, InstructionsError> parse_instructions(const json& value) {
  Instructions instructions;
  std::optional<InstructionsError> error;
  Members members(value, "", error);
  members.text("username", instructions.username);
  members.text("password", instructions.password);
  members.text("user_code", instructions.user_code);
  members.pairs("fields", instructions.fields);
  read_decision(members, instructions.decision);
  members.each("rules", [&](const json& rule, const std::string& place) {
    instructions.rules.push_back(read_rule(rule, place, error));
  });
  members.flag("guess", instructions.guess);
  members.count("most_requests", instructions.most_requests);
  members.text("user_agent", instructions.user_agent);
  members.refuse_unknown();
  if (error) return std::unexpected(*std::move(error));
  return instructions;
}

}  // namespace oauthspec::agent
