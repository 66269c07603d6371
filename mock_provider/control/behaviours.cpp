// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/control/behaviours.h"

#include <algorithm>
#include <cstdint>

#include "mock_provider/control/tables.h"

namespace oauthspec::provider::control {
namespace {

std::vector<Behaviour> gather() {
  std::vector<Behaviour> all;
  for (const auto table : {delivery_behaviours(), body_behaviours(), refusal_behaviours(),
                           token_behaviours(), jwt_behaviours(), authorization_behaviours(),
                           document_behaviours(), resource_behaviours(), oauth1_behaviours()}) {
    all.insert(all.end(), table.begin(), table.end());
  }
  return all;
}

std::string amount_text(const Amount& amount) {
  if (amount.unit.empty()) {
    return "";
  }
  return std::string(amount.unit) + " (" + std::to_string(amount.usual) + ")";
}

}  // namespace

const std::vector<Behaviour>& behaviours() {
  static const std::vector<Behaviour> kAll = gather();
  return kAll;
}

const Behaviour* find_behaviour(std::string_view name) {
  const auto& all = behaviours();
  const auto found = std::ranges::find(all, name, &Behaviour::name);
  return found == all.end() ? nullptr : &*found;
}

std::string endpoints_text(const Behaviour& behaviour) {
  if (behaviour.endpoints.is_every()) {
    return "any";
  }
  std::string text;
  for (auto i = std::uint8_t{0}; i <= static_cast<std::uint8_t>(Endpoint::none); ++i) {
    const auto endpoint = static_cast<Endpoint>(i);
    if (behaviour.endpoints.contains(endpoint)) {
      text += text.empty() ? "" : ", ";
      text += name(endpoint);
    }
  }
  return text;
}

std::string behaviours_table() {
  std::string text =
      "| behaviour | what the provider does | endpoints | amount (usual) | a client keeps |\n"
      "|---|---|---|---|---|\n";
  for (const Behaviour& behaviour : behaviours()) {
    text += "| `" + std::string(behaviour.name) + "` | ";
    text += std::string(behaviour.sentence) + " | ";
    text += endpoints_text(behaviour) + " | ";
    text += amount_text(behaviour.amount) + " | ";
    text += std::string(behaviour.requirement) + " |\n";
  }
  return text;
}

}  // namespace oauthspec::provider::control
