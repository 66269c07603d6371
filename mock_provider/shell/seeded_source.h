// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <random>
#include <span>

#include "harness/reference/base/random.h"

namespace oauthspec::provider {

/// The same octets for the same seed, so that a run can be repeated. Whoever knows the seed can foretell each.
///
/// Threads: one at a time.
class SeededSource final : public oauth::RandomSource {
 public:
  explicit SeededSource(std::uint64_t seed) : engine_(seed) {}
  void fill(std::span<std::uint8_t> octets) override;

 private:
  std::mt19937_64 engine_;
};

}  // namespace oauthspec::provider
