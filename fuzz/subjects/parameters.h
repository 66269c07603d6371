// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "fuzz/oracle/request_model.h"
#include "harness/reference/message/parameters.h"

namespace oauthspec::fuzz {

/// Between the reference's parameters and the oracles' pairs.
[[nodiscard]] inline oauth::message::Parameters parameters_of(const PairList& pairs) {
  oauth::message::Parameters parameters;
  for (const auto& [name, value] : pairs) parameters.add(name, value);
  return parameters;
}

[[nodiscard]] inline PairList pairs_of(const oauth::message::Parameters& parameters) {
  PairList pairs;
  for (const oauth::message::ParameterView parameter : parameters) {
    pairs.emplace_back(parameter.name, parameter.value);
  }
  return pairs;
}

}  // namespace oauthspec::fuzz
