// SPDX-License-Identifier: Apache-2.0
#include "harness/adapter/session.h"

#include <cstring>

#include <fmt/format.h>

namespace oauthspec::adapter {
namespace {

// A shell reports a child that a signal ended as this much plus the signal's number.
constexpr int kShellSignal = 128;
constexpr int kLastSignal = 64;

}  // namespace

std::string describe(const Died& died) {
  if (died.signal) {
    return fmt::format("was killed by signal {} ({})", *died.signal, strsignal(*died.signal));
  }
  if (!died.exit_code) {
    return "closed its output";
  }
  const int signal = *died.exit_code - kShellSignal;
  if (signal > 0 && signal <= kLastSignal) {
    return fmt::format("exited with code {} (signal {}, {})", *died.exit_code, signal,
                       strsignal(signal));
  }
  return fmt::format("exited with code {}", *died.exit_code);
}

}  // namespace oauthspec::adapter
