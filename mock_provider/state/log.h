// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "mock_provider/model/exchange.h"
#include "mock_provider/model/settings.h"

namespace oauthspec::provider {

/// The transcript: the last exchanges, each with its number. Its slots are used again, so that a request costs no memory that grows.
class Log {
 public:
  explicit Log(const Capacities& capacities)
      : capacity_(capacities.exchanges), octets_(capacities.exchange_octets) {}

  /// The slot for the next exchange, with a number, and with what an older one left in it: the caller sets every other member.
  [[nodiscard]] Exchange& next();

  /// How many there were in all.
  [[nodiscard]] std::uint64_t count() const { return count_; }
  /// The number of the oldest that is still kept; count() + 1 where there is none.
  [[nodiscard]] std::uint64_t oldest() const { return count_ - kept_count_ + 1; }
  /// Input: a number from oldest() to count().
  [[nodiscard]] const Exchange& at(std::uint64_t number) const {
    return slots_[static_cast<std::size_t>((number - 1) % capacity_)];
  }

  /// The longest body that is kept.
  [[nodiscard]] std::size_t octets() const { return octets_; }
  /// Forgets all; numbers go on.
  void clear();

 private:
  std::size_t capacity_;
  std::size_t octets_;
  std::uint64_t count_ = 0;
  std::uint64_t kept_count_ = 0;
  std::vector<Exchange> slots_;
};

}  // namespace oauthspec::provider
