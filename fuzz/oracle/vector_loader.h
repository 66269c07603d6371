// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace oauthspec::fuzz {

/// Where a suite is wrong.
struct SuiteProblem {
  std::string pointer;   ///< RFC 6901; empty for the whole.
  std::size_t line = 0;  ///< From 1.
};

/// One test of a suite that was loaded.
struct LoadedTest {
  std::string id;
  std::size_t line = 0;  ///< Of its id.
  std::optional<std::string> control;
};

/// What came of loading.
struct LoadedSuite {
  std::optional<SuiteProblem> problem;
  std::string name;
  std::string op;
  std::vector<LoadedTest> tests;  ///< None where there is a problem.
};

/// What loads suites of vectors. It knows one op, kSuiteOp, whose "in" is any object and whose "out" any string; one requirement,
/// kSuiteRequirement; and no feature.
struct VectorLoader {
  LoadedSuite (*load)(std::string_view text) = nullptr;
};

inline constexpr std::string_view kSuiteOp = "oauth1.percent_decode";
inline constexpr std::string_view kSuiteRequirement = "RFC5849-3.6-1";

/// Input:      the text of a suite's file.
/// Properties: a suite that the schema and the README describe loads; of one that loads, the ids are those of its text in their order, each once and on its
///             line, each requirement is known, and each control is the id of another test; of one that does not, a place is named which is there, with the line on which
///             it stands; what is no JSON does not load.
/// Spec:       vectors/schema/suite.schema.json; vectors/README.md
void check_vector_loader(const VectorLoader& loader, std::string_view text);

}  // namespace oauthspec::fuzz
