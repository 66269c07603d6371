// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mock_provider/model/registry.h"

namespace oauthspec::provider {

/// The clients and users of a provider that is given none: mock_provider/README.md has them as a table. Their secrets are no secrets.
[[nodiscard]] Registry default_registry();

}  // namespace oauthspec::provider
