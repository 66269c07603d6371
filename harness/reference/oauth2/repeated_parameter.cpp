// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/repeated_parameter.h"

namespace oauth::oauth2 {

bool has_repeated_parameter(const message::Parameters& parameters) {
  // RFC6749-3.1-9, RFC6749-3.2-9
  message::Parameters once;
  for (const message::ParameterView parameter : parameters) {
    if (parameter.name != "resource" && parameter.name != "audience") once.add(parameter.name, "");
  }
  return once.has_duplicate_name();
}

}  // namespace oauth::oauth2
