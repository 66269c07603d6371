// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include <nlohmann/json.hpp>

#include "harness/report/coverage.h"
#include "harness/result/result.h"

namespace oauthspec::report {

/// Gives all of a test's result that does not depend on an answer, with or without its secrets.
using Describe =
    std::function<result::Result(const vector::Suite& suite, const vector::Test& test)>;

/// What the script of the coverage page works on. Texts that hold JSON are JSON as it was written: a browser would round
/// its numbers.
///
///   requirements  [{id, document, section, level, demand, party, text, state: covered | cited | uncovered | left_out,
///                   left_out: why, where it is; note: the catalogue's reason; visible: [where]; tests, refusals, defects:
///                   [number]}]
///   tests         [{name, title, level, op, word, refuses, control: name or "", requirements: [id], sent, expected, why, source}]: those
///                 that cite any of these requirements, in the order of the vectors
///   defects       [{name, title, op, word, requirement: id}]: those that break any of them
[[nodiscard]] nlohmann::json coverage_data(const Coverage& coverage, const Describe& describe);

}  // namespace oauthspec::report
