// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/state/log.h"

namespace oauthspec::provider {

Exchange& Log::next() {
  ++count_;
  ++kept_count_;
  const auto slot = static_cast<std::size_t>((count_ - 1) % capacity_);
  if (slot >= slots_.size()) {
    slots_.resize(slot + 1);
  }
  if (kept_count_ > capacity_) {
    kept_count_ = capacity_;
  }
  slots_[slot].number = count_;
  return slots_[slot];
}

void Log::clear() {
  kept_count_ = 0;
  slots_.clear();
}

}  // namespace oauthspec::provider
