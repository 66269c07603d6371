// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/repeated_parameter.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace oauth::oauth2 {

bool has_repeated_parameter(const message::Parameters& parameters) {
  // RFC6749-3.1-9, RFC6749-3.2-9
  std::vector<std::string_view> names;
  names.reserve(parameters.size());
  for (const message::ParameterView parameter : parameters) {
    if (parameter.name != "resource" && parameter.name != "audience") {
      names.push_back(parameter.name);
    }
  }
  std::ranges::sort(names);
  return std::ranges::adjacent_find(names) != names.end();
}

}  // namespace oauth::oauth2
