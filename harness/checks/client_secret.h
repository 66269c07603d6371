// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "harness/checks/target.h"

/// Clients that authenticate with a client secret, right and wrong.
namespace oauthspec::checks {

/// The client's secret; empty where it has none.
[[nodiscard]] std::string secret_of(const TestClient& client);

/// The same client with another secret, shown in the request body if its own is, and as Basic otherwise.
[[nodiscard]] TestClient with_secret(TestClient client, std::string_view secret);

/// The same client with a wrong secret; nothing where it has none.
[[nodiscard]] std::optional<TestClient> with_wrong_secret(const TestClient& client);

}  // namespace oauthspec::checks
