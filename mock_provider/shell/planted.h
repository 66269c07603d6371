// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "mock_provider/defects/defect.h"
#include "mock_provider/rules/rules.h"

namespace oauthspec::provider {

/// The defects that are named, in that order; no name: all.
///
/// Errors: in a line for people: a name is none, and these are near it.
[[nodiscard]] std::expected<std::vector<const Defect*>, std::string> defects_named(
    const std::vector<std::string>& names);

/// The rules of a provider with one planted defect; as they are for an empty name.
///
/// Errors: those of defects_named().
[[nodiscard]] std::expected<Rules, std::string> rules_with(const std::string& defect);

/// One a line: name, requirement, description.
[[nodiscard]] std::string list_defects(const std::vector<const Defect*>& defects);
[[nodiscard]] std::string list_defects();

}  // namespace oauthspec::provider
