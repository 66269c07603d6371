// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

/// Members of an object that somebody sent, whatever types they have: one that is missing or of another type is empty.
namespace oauthspec::provider {

[[nodiscard]] inline std::string text_member(const nlohmann::json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

[[nodiscard]] inline std::vector<std::string> texts_member(const nlohmann::json& object,
                                                           const char* name) {
  std::vector<std::string> texts;
  const auto found = object.find(name);
  if (found != object.end() && found->is_array()) {
    for (const nlohmann::json& one : *found) {
      if (one.is_string()) {
        texts.push_back(one.get<std::string>());
      }
    }
  }
  return texts;
}

[[nodiscard]] inline bool truth_member(const nlohmann::json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_boolean() && found->get<bool>();
}

[[nodiscard]] inline std::int64_t number_member(const nlohmann::json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

}  // namespace oauthspec::provider
