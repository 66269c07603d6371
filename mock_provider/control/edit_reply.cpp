// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/control/edit_reply.h"

#include <algorithm>
#include <utility>

#include "harness/reference/message/http.h"

namespace oauthspec::provider::control {

using nlohmann::ordered_json;

void remove_header(http::Reply& reply, std::string_view name) {
  std::erase_if(reply.response.headers, [name](const oauth::message::HeaderField& field) {
    return oauth::message::equal_without_case(field.name, name);
  });
}

void set_header(http::Reply& reply, std::string_view name, std::string_view value) {
  remove_header(reply, name);
  reply.response.headers.push_back({std::string(name), std::string(value)});
}

std::optional<ordered_json> json_object(const http::Reply& reply) {
  ordered_json body = ordered_json::parse(reply.response.body, nullptr, false);
  if (!body.is_object()) {
    return std::nullopt;
  }
  return body;
}

void set_member(http::Reply& reply, const std::string& name, ordered_json value) {
  if (auto body = json_object(reply)) {
    (*body)[name] = std::move(value);
    reply.response.body = body->dump();
  }
}

void remove_member(http::Reply& reply, const std::string& name) {
  if (auto body = json_object(reply)) {
    body->erase(name);
    reply.response.body = body->dump();
  }
}

std::optional<std::string> value_of(const Pairs& pairs, std::string_view name) {
  const auto found = std::ranges::find(pairs, name, &Pair::name);
  return found == pairs.end() ? std::nullopt : std::optional(found->value);
}

void set_pair(Pairs& pairs, std::string_view name, std::string_view value) {
  const auto found = std::ranges::find(pairs, name, &Pair::name);
  if (found != pairs.end()) {
    found->value = value;
  } else {
    pairs.push_back({std::string(name), std::string(value)});
  }
}

void remove_pair(Pairs& pairs, std::string_view name) {
  std::erase_if(pairs, [name](const Pair& pair) { return pair.name == name; });
}

Pairs read_pairs(std::string_view text) {
  oauth::message::Parameters parameters;
  Pairs pairs;
  if (parameters.add_form(text)) {
    for (const auto parameter : parameters) {
      pairs.push_back({std::string(parameter.name), std::string(parameter.value)});
    }
  }
  return pairs;
}

std::string write_pairs(const Pairs& pairs) {
  oauth::message::Parameters parameters;
  for (const Pair& pair : pairs) {
    parameters.add(pair.name, pair.value);
  }
  return oauth::message::write_form(parameters);
}

std::optional<Redirection> redirection(const http::Reply& reply) {
  const auto location = oauth::message::find_header(reply.response.headers, "Location");
  if (!location) {
    return std::nullopt;
  }
  const auto hash = std::min(location->find('#'), location->size());
  const std::string_view front = location->substr(0, hash);
  const auto question = std::min(front.find('?'), front.size());
  const bool in_fragment = hash + 1 < location->size();
  const std::string_view text =
      in_fragment ? location->substr(hash + 1) : front.substr(std::min(question + 1, front.size()));
  // A fragment's response leaves a query of the redirection URI where it is.
  return Redirection{.target = std::string(in_fragment ? front : front.substr(0, question)),
                     .parameters = read_pairs(text),
                     .in_fragment = in_fragment};
}

void redirect(http::Reply& reply, const Redirection& redirection) {
  std::string location = redirection.target;
  if (!redirection.parameters.empty()) {
    const bool has_query = location.contains('?');
    location += redirection.in_fragment ? '#' : has_query ? '&' : '?';
    location += write_pairs(redirection.parameters);
  }
  set_header(reply, "Location", location);
}

void edit_redirection(http::Reply& reply, const std::function<void(Redirection&)>& edit) {
  if (auto found = redirection(reply)) {
    edit(*found);
    redirect(reply, *found);
  }
}

void edit_form(http::Reply& reply, const std::function<void(Pairs&)>& edit) {
  Pairs pairs = read_pairs(reply.response.body);
  edit(pairs);
  reply.response.body = write_pairs(pairs);
}

}  // namespace oauthspec::provider::control
