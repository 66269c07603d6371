// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

namespace oauthspec::vector {

/// What is wrong with a file of vectors, and where.
struct Problem {
  std::string file;
  std::string pointer;   ///< JSON pointer (RFC 6901) into the file; empty for the whole of it.
  std::size_t line = 0;  ///< From 1; 0 where no line can be named.
  std::string reason;
};

/// "suite.json:12: /tests/3/in: the member \"url\" is missing", in one line.
[[nodiscard]] std::string describe(const Problem& problem);

}  // namespace oauthspec::vector
