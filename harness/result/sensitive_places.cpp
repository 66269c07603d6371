// SPDX-License-Identifier: Apache-2.0
#include "harness/result/sensitive_places.h"

#include "harness/vector/schema.h"

namespace oauthspec::result {

using nlohmann::json;

SensitivePlaces::SensitivePlaces(const json& document, const json& node) {
  add(document, node);
}

void SensitivePlaces::add(const json& document, const json& node) {
  const json& resolved = vector::resolve(document, node);
  if (!resolved.is_object()) return;
  whole_ = whole_ || resolved.value("sensitive", false);
  for (const char* name : {"allOf", "anyOf", "oneOf"}) {
    if (!resolved.contains(name)) continue;
    for (const json& branch : resolved[name]) add(document, branch);
  }
  if (resolved.contains("properties")) {
    for (const auto& [name, property] : resolved["properties"].items()) {
      SensitivePlaces member = members_.contains(name) ? members_.at(name) : SensitivePlaces();
      member.add(document, property);
      if (member.any()) members_.insert_or_assign(name, std::move(member));
    }
  }
  if (resolved.contains("items")) {
    SensitivePlaces item = items_.empty() ? SensitivePlaces() : items_.front();
    item.add(document, resolved["items"]);
    if (item.any()) items_.assign(1, std::move(item));
  }
}

void SensitivePlaces::visit(json& value, const std::function<void(json&)>& visit) const {
  if (whole_) return visit(value);
  if (value.is_object()) {
    for (const auto& [name, places] : members_) {
      if (const auto member = value.find(name); member != value.end()) places.visit(*member, visit);
    }
  }
  if (value.is_array() && !items_.empty()) {
    for (json& item : value) items_.front().visit(item, visit);
  }
}

}  // namespace oauthspec::result
