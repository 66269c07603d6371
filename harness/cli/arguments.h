// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "harness/cli/console.h"

namespace oauthspec::cli {

/// oauthspec vectors
struct VectorsArguments {
  std::vector<std::string> patterns;
  std::string adapter;  ///< Empty: the reference, in process.
  unsigned sessions = 1;
  double timeout_seconds = 10;
  unsigned max_restarts = 200;
  std::vector<std::string> policies;
  std::string shard;
  std::string results;
  bool show_secrets = false;
  std::string vectors;
  std::string colour = "auto";
  bool verbose = false;
};

/// oauthspec list
struct ListArguments {
  std::vector<std::string> patterns;
  bool ops = false;
  bool suites = false;
  bool verbose = false;
  std::string vectors;
};

/// oauthspec requirements
struct RequirementsArguments {
  bool uncovered = false;
  std::string document;
  bool verbose = false;
  std::string vectors;
};

/// oauthspec adapter
struct AdapterArguments {};

/// oauthspec X, for an X of another program.
struct SiblingArguments {
  std::string name;
  std::vector<std::string> rest;
};

/// Nothing is left to do: help or a complaint was printed.
struct Finished {
  int exit_code = 0;
};

using Arguments = std::variant<VectorsArguments, ListArguments, RequirementsArguments,
                               AdapterArguments, SiblingArguments, Finished>;

/// Reads a command line, without the program's name.
[[nodiscard]] Arguments parse_arguments(const std::vector<std::string>& words,
                                        const Console& console);

/// The commands of this program itself.
[[nodiscard]] const std::vector<std::string>& commands();

}  // namespace oauthspec::cli
