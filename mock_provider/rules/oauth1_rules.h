// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace oauthspec::provider {

/// What the endpoints of OAuth 1.0 decide.
struct OAuth1Rules {};

}  // namespace oauthspec::provider
