// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace oauthspec::provider {

/// What is decided of a client that registers itself.
struct RegistrationRules {};

}  // namespace oauthspec::provider
