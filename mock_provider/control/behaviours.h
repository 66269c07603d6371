// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mock_provider/control/behaviour.h"

namespace oauthspec::provider::control {

/// Every behaviour, related ones together.
[[nodiscard]] const std::vector<Behaviour>& behaviours();

/// Null where there is none of this name.
[[nodiscard]] const Behaviour* find_behaviour(std::string_view name);

/// "token, resource"; "any" for all but the control's own.
[[nodiscard]] std::string endpoints_text(const Behaviour& behaviour);

/// All of them as a table of Markdown, for people: what `oauthspec-provider --list-behaviours` prints.
[[nodiscard]] std::string behaviours_table();

}  // namespace oauthspec::provider::control
