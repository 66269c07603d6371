// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/cli/console.h"

namespace oauthspec::cli {

/// A planted defect of the mock provider, which the sibling program has.
struct ProviderDefect {
  std::string name;  ///< "code-used-twice"
  std::string line;  ///< With its requirement and description, as its list has it.

  /// As patterns select it, and as it is shown: "provider/code-used-twice".
  [[nodiscard]] std::string full_name() const { return "provider/" + name; }
};

/// How many defects were tried, and what came of them.
struct ProviderSums {
  std::size_t caught = 0;
  std::size_t tried = 0;
  bool good = true;  ///< All were caught, and nothing is reported of the provider without a defect.
  nlohmann::json results;  ///< The sibling's own.
};

/// Asks oauthspec-provider for its defects.
///
/// Errors: a sentence.
[[nodiscard]] std::expected<std::vector<ProviderDefect>, std::string> provider_defects(
    const std::filesystem::path& provider);

/// Lets oauthspec-provider put the server checks to these, and shows what went wrong; with `verbose` everything.
///
/// Errors: a sentence: it could not be run, or did not answer as it should.
[[nodiscard]] std::expected<ProviderSums, std::string> run_provider_selftest(
    const std::filesystem::path& provider, const std::vector<ProviderDefect>& chosen, bool verbose,
    const Console& console);

}  // namespace oauthspec::cli
