// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fuzz/oracle/oauth1_text_model.h"
#include "harness/reference/message/parameters.h"

namespace oauthspec::fuzz {

/// An oracle's parameters, as the reference has them, and back.
[[nodiscard]] inline oauth::message::Parameters to_parameters(const Pairs& pairs) {
  oauth::message::Parameters parameters;
  for (const auto& [name, value] : pairs) parameters.add(name, value);
  return parameters;
}
[[nodiscard]] inline Pairs to_pairs(const oauth::message::Parameters& parameters) {
  Pairs pairs;
  pairs.reserve(parameters.size());
  for (const oauth::message::ParameterView parameter : parameters)
    pairs.emplace_back(parameter.name, parameter.value);
  return pairs;
}

}  // namespace oauthspec::fuzz
