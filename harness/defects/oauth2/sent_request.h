// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/defects/oauth2/form_text.h"
#include "harness/defects/oauth2/steps.h"

/// Wrong ways to write a request that a client sends itself.
namespace oauthspec::defects::oauth2 {

/// The grant, or the request to another endpoint.
[[nodiscard]] inline json& purpose_of(json& in) {
  return in.contains("grant") ? in["grant"] : in["request"];
}
[[nodiscard]] inline const json& purpose_of(const json& in) {
  return in.contains("grant") ? in.at("grant") : in.at("request");
}
[[nodiscard]] inline bool is_for(const json& in, string_view type) {
  return purpose_of(in).at("type") == type;
}

/// How the client authenticates; empty where there is none.
[[nodiscard]] inline std::string method_of(const json& in) {
  return in.at("client").is_null() ? "" : in.at("client").at("method").get<std::string>();
}

/// Changes the form in the body that is written.
template <void (*Change)(WrittenPairs& pairs)>
void in_form(json& out) {
  if (!out["body"].is_string()) return;
  WrittenPairs pairs = pairs_of(out["body"].get<std::string>());
  Change(pairs);
  out["body"] = written(pairs);
}

/// Adds a parameter to the body that is written.
inline void add_to_form(json& out, string_view name, string_view value) {
  WrittenPairs pairs = pairs_of(out["body"].get<std::string>());
  pairs.push_back({form_encoded(name), form_encoded(value)});
  out["body"] = written(pairs);
}

/// Changes a text of the grant or request.
template <const char* Name, void (*Change)(std::string& text)>
void of_purpose(json& in) {
  json& purpose = purpose_of(in);
  if (purpose.contains(Name) && purpose[Name].is_string()) change_octets(purpose[Name], Change);
}

/// Changes a text of the client.
template <const char* Name, void (*Change)(std::string& text)>
void of_client(json& in) {
  if (in["client"].is_object() && in["client"].contains(Name))
    change_octets(in["client"][Name], Change);
}

}  // namespace oauthspec::defects::oauth2
