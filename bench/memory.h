// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace oauthspec::bench {

/// How many octets this process holds from operator new, which this program replaces by one that counts. What OpenSSL
/// allocates with malloc is not among them.
///
/// Threads: one.
[[nodiscard]] std::size_t held();

/// The most that was held since the last call of forget_peak().
[[nodiscard]] std::size_t peak();
void forget_peak();

}  // namespace oauthspec::bench
