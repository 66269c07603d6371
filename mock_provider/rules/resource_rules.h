// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace oauthspec::provider {

/// What a protected resource decides.
struct ResourceRules {};

}  // namespace oauthspec::provider
