// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "harness/reference/base/random.h"

namespace oauth {

/// Draws from another source a few thousand octets at a time, since a nonce takes few and asking a system for them costs more than they do.
/// What was given out is wiped, so that nobody who sees this object later learns a nonce that was sent or a token that was issued.
///
/// A process that forks has the same pool on both sides, and both would give out the same octets: one of them calls forget() before it
/// draws. crypto::system_random() sees to that itself.
///
/// Threads: one at a time.
class PooledRandom final : public RandomSource {
 public:
  /// Lifetime: `source` is used as long as this is.
  explicit PooledRandom(RandomSource& source) : source_(&source) {}
  PooledRandom(const PooledRandom&) = delete;
  PooledRandom& operator=(const PooledRandom&) = delete;
  ~PooledRandom() override { forget(); }

  void fill(std::span<std::uint8_t> octets) override;

  /// Wipes what has not been given out.
  void forget() noexcept;

 private:
  static constexpr std::size_t kPoolOctets = 4096;

  RandomSource* source_;
  std::array<std::uint8_t, kPoolOctets> pool_{};
  std::size_t left_ = 0;  // octets at the end of the pool
};

}  // namespace oauth
