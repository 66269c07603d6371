// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "mock_provider/model/settings.h"
#include "mock_provider/rules/rules.h"

namespace oauthspec::provider {

/// One bug, planted on purpose: it puts another function in the place of one rule, or writes one reply wrongly. Everything else stays
/// right, so that what catches it is blamed for nothing else.
struct Defect {
  std::string_view name;         ///< "code-exchanged-twice": what the faulty provider does.
  std::string_view requirement;  ///< The statement that it breaks, an id of the catalogue.
  std::string_view description;  ///< One sentence.
  void (*plant)(Rules&) = nullptr;
  /// What the provider is set up with so that the defect can show; null: nothing but what its profile says.
  void (*settle)(Settings&) = nullptr;
};

/// The defects of one topic; each file beside this one gives one.
using DefectTopic = std::span<const Defect>;

[[nodiscard]] std::vector<DefectTopic> all_defects();

/// Null where there is none of that name.
[[nodiscard]] const Defect* find_defect(std::string_view name);

/// A reply of one endpoint, altered.
void alter(Rules& rules, Endpoint endpoint,
           std::function<void(const oauth::message::Request&, http::Reply&)> alteration);

}  // namespace oauthspec::provider
