// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/base/pooled_random.h"

#include <algorithm>

#include "harness/reference/base/secret.h"

namespace oauth {

void PooledRandom::fill(std::span<std::uint8_t> octets) {
  // More than a pool holds need not go through it.
  if (octets.size() > kPoolOctets) return source_->fill(octets);
  while (!octets.empty()) {
    if (left_ == 0) {
      source_->fill(pool_);
      left_ = pool_.size();
    }
    const auto taken = std::span(pool_).last(left_).first(std::min(left_, octets.size()));
    std::ranges::copy(taken, octets.begin());
    wipe(taken);
    left_ -= taken.size();
    octets = octets.subspan(taken.size());
  }
}

void PooledRandom::forget() noexcept {
  wipe(std::span(pool_).last(left_));
  left_ = 0;
}

}  // namespace oauth
