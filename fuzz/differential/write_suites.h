// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "fuzz/differential/compare.h"

namespace oauthspec::fuzz {

/// Differences as vectors that are ready to be run: a suite for each op, by its name ("fuzz/base_string_uri"). Each expects what the
/// reference answered, cites what its base cites, and has a control where it expects a refusal: its base, if that is accepted.
///
/// Output: what vectors/schema/suite.schema.json allows. Who is right has to be read in the RFC still, as the source of each test says.
[[nodiscard]] std::map<std::string, nlohmann::json> write_suites(
    const std::vector<Difference>& differences);

}  // namespace oauthspec::fuzz
