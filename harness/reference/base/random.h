// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

namespace oauth {

/// Where unguessable octets come from. Nothing below a shell asks the system: whoever needs some is
/// handed a source.
class RandomSource {
 public:
  RandomSource() = default;
  RandomSource(const RandomSource&) = delete;
  RandomSource& operator=(const RandomSource&) = delete;
  virtual ~RandomSource() = default;

  /// Fills `octets` with octets that nobody can foretell.
  virtual void fill(std::span<std::uint8_t> octets) = 0;
};

}  // namespace oauth
