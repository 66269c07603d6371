// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/reference/base/secret.h"

/// Between the reference's structs and the members that oracles compare.
namespace oauthspec::fuzz {

/// Adds a member, where there is one.
template <class T>
void put(nlohmann::json& members, const char* name, const std::optional<T>& value) {
  if (value) members[name] = *value;
}
inline void put(nlohmann::json& members, const char* name,
                const std::optional<oauth::Secret>& value) {
  if (value) members[name] = value->reveal();
}

/// Takes a member out again.
template <class T>
void take(const nlohmann::json& members, const char* name, std::optional<T>& value) {
  if (const auto found = members.find(name); found != members.end()) value = found->get<T>();
}
inline void take(const nlohmann::json& members, const char* name,
                 std::optional<oauth::Secret>& value) {
  if (const auto found = members.find(name); found != members.end()) {
    value = oauth::Secret(found->get_ref<const std::string&>());
  }
}

}  // namespace oauthspec::fuzz
