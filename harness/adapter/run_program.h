// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <expected>
#include <string>
#include <vector>

namespace oauthspec::adapter {

/// Runs a program to its end, with nothing on its stdin.
///
/// Input:  the program and its arguments, as they are: no shell reads them.
/// Output: what it wrote to stdout.
/// Errors: in a line for people: it cannot be started, exited with another status than 0, died, or took longer than `timeout`,
///         after which it and what it started are ended; the last line that it wrote to stderr stands behind.
[[nodiscard]] std::expected<std::string, std::string> run_program(
    const std::vector<std::string>& words, std::chrono::milliseconds timeout);

}  // namespace oauthspec::adapter
