// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace oauthspec::provider {

/// What is decided when a grant is exchanged for tokens.
struct GrantRules {};

}  // namespace oauthspec::provider
