// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "fuzz/oracle/json_model.h"

namespace oauthspec::fuzz {

/// What remains of a message when its unknown members are left out and those that were left out are put in; nothing where it is no such
/// message.
[[nodiscard]] std::optional<ModelJson> model_hello(const ModelJson& message);
[[nodiscard]] std::optional<ModelJson> model_answer(const ModelJson& message);
[[nodiscard]] std::optional<ModelJson> model_call(const ModelJson& message);

}  // namespace oauthspec::fuzz
