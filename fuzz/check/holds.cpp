// SPDX-License-Identifier: Apache-2.0
#include "fuzz/check/holds.h"

#include <cstdio>
#include <cstdlib>
#include <string>

namespace oauthspec::fuzz {

void broken(std::string_view property, const std::source_location& where) {
  // Triage names a crash by this line.
  const std::string name(property);
  std::fprintf(stderr, "PROPERTY BROKEN: %s (%s:%u)\n", name.c_str(), where.file_name(),
               static_cast<unsigned>(where.line()));
  std::abort();
}

}  // namespace oauthspec::fuzz
