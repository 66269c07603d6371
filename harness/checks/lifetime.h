// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "harness/checks/session.h"

namespace oauthspec::checks {

/// Waits until a lifetime of so many seconds is over, and half a minute more: servers make allowance for clocks that differ.
[[nodiscard]] inline Attempt<void> outlive(Session& session, std::int64_t lifetime) {
  constexpr std::int64_t kAllowance = 30;
  return session.wait(lifetime + kAllowance);
}

}  // namespace oauthspec::checks
