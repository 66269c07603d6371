// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

#include "harness/reference/base/clock.h"

namespace oauth {

/// The system's clock, for shells; what is below one is handed a Clock.
///
/// Threads: may be used by several at once.
class SystemClock final : public Clock {
 public:
  [[nodiscard]] std::chrono::sys_seconds now() const override {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  }
};

}  // namespace oauth
