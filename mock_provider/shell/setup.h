// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <string>

#include "harness/reference/crypto/backend.h"
#include "mock_provider/shell/arguments.h"
#include "mock_provider/shell/config.h"
#include "mock_provider/state/signing_keys.h"

namespace oauthspec::provider {

/// The configuration file, or what stands without one, and what the command line says beside it.
///
/// Errors: in a line for people: those of read_config(), an issuer that is no origin, a user that is none.
[[nodiscard]] std::expected<Config, std::string> set_up(const oauth::crypto::Backend& backend,
                                                        const ServeArguments& arguments);

/// The configured keys, or an RSA and a P-256 key that are made here.
///
/// Errors: in a line for people.
[[nodiscard]] std::expected<SigningKeys, std::string> signing_keys(
    const oauth::crypto::Backend& backend, const Config& config);

/// A table of clients and users, with their secrets, for people.
[[nodiscard]] std::string list_clients(const Registry& registry);

}  // namespace oauthspec::provider
