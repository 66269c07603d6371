// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace oauthspec::cli {

class Options;

/// oauthspec list
struct ListArguments {
  std::vector<std::string> patterns;
  bool ops = false;
  bool suites = false;
  bool verbose = false;
  std::string vectors;
};

/// oauthspec backends
struct BackendsArguments {
  bool json = false;
};

/// oauthspec requirements
struct RequirementsArguments {
  bool list = false;
  bool uncovered = false;
  std::string document;
  bool verbose = false;
  std::optional<std::size_t> minimum_must;    ///< In per cent, of the statements at MUST level,
  std::optional<std::size_t> minimum_others;  ///< and of those at the other levels.
  std::string json;
  std::string html;
  bool show_secrets = false;
  std::string vectors;
};

/// Each adds its options to `options`; parsing fills `arguments`.
void add_list(Options& options, ListArguments& arguments);
void add_backends(Options& options, BackendsArguments& arguments);
void add_requirements(Options& options, RequirementsArguments& arguments);

}  // namespace oauthspec::cli
