// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace oauthspec::provider {

/// What the authorization endpoint decides.
struct AuthorizationRules {};

}  // namespace oauthspec::provider
