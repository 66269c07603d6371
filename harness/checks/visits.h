// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

namespace oauthspec::checks {

/// How often the resource owner has to come for a check, as it was counted where nothing goes wrong: so that whoever signs in by hand
/// knows beforehand what a run asks of them.
///
/// Input: the id of a check. What its own browser does (Need::browser) is not counted.
[[nodiscard]] std::size_t visits_of(std::string_view check);

}  // namespace oauthspec::checks
