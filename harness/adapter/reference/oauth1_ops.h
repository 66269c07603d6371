// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

#include <nlohmann/json.hpp>

#include "harness/adapter/protocol.h"

namespace oauthspec::adapter {

/// One op of the reference.
struct Op {
  std::string_view name;
  Verdict (*answer)(const nlohmann::json& in);
};

/// The ops of OAuth 1.0. Each reads its `in`, calls one function of the reference, and writes what
/// came of it.
[[nodiscard]] std::span<const Op> oauth1_ops();

}  // namespace oauthspec::adapter
