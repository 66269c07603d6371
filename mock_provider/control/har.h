// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "mock_provider/model/exchange.h"

namespace oauthspec::provider::control {

/// Exchanges as an HTTP Archive, which browsers' developer tools and many others read. Sizes are -1 where nothing was measured, and
/// times 0: the provider's clock stands still while it answers.
///
/// Spec:   HAR 1.2
[[nodiscard]] nlohmann::ordered_json har(const std::vector<Exchange>& exchanges);

/// "2023-11-14T22:13:20.000Z"
[[nodiscard]] std::string iso_time(Seconds at);

}  // namespace oauthspec::provider::control
