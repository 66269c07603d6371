// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace oauthspec::provider {

/// What is decided of device codes and user codes.
struct DeviceRules {};

}  // namespace oauthspec::provider
