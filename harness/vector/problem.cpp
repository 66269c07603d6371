// SPDX-License-Identifier: Apache-2.0
#include "harness/vector/problem.h"

#include <fmt/format.h>

namespace oauthspec::vector {

std::string describe(const Problem& problem) {
  std::string place = problem.file;
  if (problem.line != 0) place += fmt::format(":{}", problem.line);
  if (!problem.pointer.empty()) place += ": " + problem.pointer;
  return fmt::format("{}: {}", place, problem.reason);
}

}  // namespace oauthspec::vector
