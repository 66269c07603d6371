// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>

#include "harness/report/coverage.h"

namespace oauthspec::report {

/// The catalogue against the vectors, for programs.
///
/// Output: {"version",
///          "all": row, "documents": [row], "parties": [row], "levels": [row],
///          "requirements": [{"id", "document", "section", "level", "binds", "text", "visible",
///                            "standing": "counts", or why it is left out: "withdrawn", "unverified", "not_library",
///                                        "client", "server", "human",
///                            "covered", "tests": [name], "refusals": [name], "defects": [name]}]}
///         where a row is {"name", "must": share, "others": share, "left_out": {standing: share}}
///         and a share {"all", "cited", "covered"}.
[[nodiscard]] nlohmann::json coverage_json(const Coverage& coverage);

}  // namespace oauthspec::report
