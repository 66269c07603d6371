// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace oauthspec::provider {

/// The text of mock_provider/config.schema.json; the build puts it into the program.
extern const std::string_view kConfigSchema;

}  // namespace oauthspec::provider
