// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace oauthspec::target {

/// The text of harness/target/server.schema.json; the build puts it into the program.
extern const std::string_view kServerSchema;

}  // namespace oauthspec::target
