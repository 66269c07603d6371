// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/reference/base/random.h"

namespace oauth::crypto {

/// OpenSSL's random generator, for shells; what is below one is handed a source.
///
/// Octets are fetched a few thousand at a time, since a token takes few and a fetch costs more than they do. What has been
/// given away is wiped. A process may fork (by fork(), not by a system call of its own): the child fetches others.
///
/// Threads: may be used by several at once.
[[nodiscard]] RandomSource& system_random();

}  // namespace oauth::crypto
