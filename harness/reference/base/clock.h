// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace oauth {

/// Where the time comes from. Nothing below a shell asks the system: whoever needs the time is
/// handed a Clock.
class Clock {
 public:
  Clock() = default;
  Clock(const Clock&) = delete;
  Clock& operator=(const Clock&) = delete;
  virtual ~Clock() = default;

  /// Seconds since 1970-01-01 00:00:00 UTC (RFC 5849 section 3.3).
  [[nodiscard]] virtual std::chrono::sys_seconds now() const = 0;
};

}  // namespace oauth
