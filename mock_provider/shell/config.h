// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <filesystem>
#include <vector>

#include "harness/reference/base/secret.h"
#include "harness/reference/crypto/backend.h"
#include "harness/vector/problem.h"
#include "mock_provider/model/registry.h"
#include "mock_provider/model/settings.h"

namespace oauthspec::provider {

/// How a provider is set up, before it knows its address.
struct Config {
  Settings settings;
  Registry registry;
  std::vector<std::string> issuers;  ///< Origins besides those that it listens at.
  std::vector<oauth::Secret> keys;   ///< PEM; none: they are to be made.
};

/// What stands without a file.
[[nodiscard]] Config default_config();

/// Reads a configuration file; what it leaves out stands as without one.
///
/// Errors: a file that is missing, no strict JSON, or not as config.schema.json has it; a name that stands twice; those of
///         read_client(); a user or scope that is not among those named; a key that cannot be read or is too short.
[[nodiscard]] std::expected<Config, vector::Problem> read_config(
    const oauth::crypto::Backend& backend, const std::filesystem::path& file);

}  // namespace oauthspec::provider
