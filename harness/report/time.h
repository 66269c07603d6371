// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>

namespace oauthspec::report {

/// Milliseconds since 1970.
using Moment = std::chrono::sys_time<std::chrono::milliseconds>;

/// The moment of "2026-01-31T23:59:59Z"; the beginning of 1970 where it is no such time.
[[nodiscard]] Moment moment_of(const std::string& time);

/// "2026-01-31T23:59:59.000Z"
[[nodiscard]] std::string time_text(Moment moment);

}  // namespace oauthspec::report
