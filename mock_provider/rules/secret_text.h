// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "mock_provider/model/surroundings.h"

namespace oauthspec::provider::rules {

/// What a code or token looks like that nobody can guess: all of its random octets, in base64url.
///
/// Spec:   RFC 6749 section 10.10
[[nodiscard]] std::string secret_text(const Surroundings& around,
                                      std::span<const std::uint8_t> random);

}  // namespace oauthspec::provider::rules
