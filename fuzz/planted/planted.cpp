// SPDX-License-Identifier: Apache-2.0
#include "fuzz/planted/planted.h"

#include <cstdio>
#include <cstdlib>

#include <nlohmann/json.hpp>

namespace oauthspec::fuzz {

void list_planted_bug(std::string_view name, std::string_view description,
                      std::string_view pattern) {
  const nlohmann::json line{{"name", name}, {"description", description}, {"pattern", pattern}};
  std::puts(line.dump().c_str());
}

std::string_view planted_name() {
  const char* const name = std::getenv("OAUTHSPEC_PLANTED");
  return name == nullptr ? "" : name;
}

void end_of_list(std::string_view name) {
  // Not exit(), which an engine takes for a crash.
  std::fflush(stdout);
  if (name == "list") std::_Exit(0);
  std::fprintf(stderr, "OAUTHSPEC_PLANTED names no bug of this target: \"%.*s\"\n",
               static_cast<int>(name.size()), name.data());
  std::_Exit(2);
}

}  // namespace oauthspec::fuzz
