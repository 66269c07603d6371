// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

namespace oauthspec::bench {

/// What this thread has asked operator new for, which the program that links allocations.cpp replaces by one that counts: an addition, so that it
/// slows down nobody who allocates. What OpenSSL allocates with malloc is not among it.
struct Allocations {
  std::size_t calls = 0;
  std::size_t octets = 0;
};
[[nodiscard]] Allocations allocations();

}  // namespace oauthspec::bench
