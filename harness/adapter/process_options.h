// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace oauthspec::adapter {

/// How to run an adapter as a child process.
struct ProcessOptions {
  std::string command;        ///< For /bin/sh -c.
  std::string suite_version;  ///< What our hello says.
  std::chrono::milliseconds start_timeout{
      30'000};                                    ///< For its hello: virtual machines start slowly.
  std::chrono::milliseconds finish_grace{2'000};  ///< From bye to SIGTERM.
  std::chrono::milliseconds kill_grace{1'000};    ///< From SIGTERM to SIGKILL.
  std::size_t stderr_octets = 16UL * 1024;        ///< How much of its stderr is kept for each case.
};

}  // namespace oauthspec::adapter
