// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>

// Defined where a program has memory of its own for executions: fuzz/check/execution_memory.cpp.
extern "C" __attribute__((weak)) void oauthspec_execution_begins();
extern "C" __attribute__((weak)) void oauthspec_execution_ends();
extern "C" __attribute__((weak)) std::size_t oauthspec_octets_of_executions();

namespace oauthspec::fuzz {

/// Lives while an input is made, or put to a target. What is allocated meanwhile is expected to be given back by its end.
class Execution {
 public:
  Execution() {
    if (oauthspec_execution_begins != nullptr) oauthspec_execution_begins();
  }
  ~Execution() {
    if (oauthspec_execution_ends != nullptr) oauthspec_execution_ends();
  }
  Execution(const Execution&) = delete;
  Execution& operator=(const Execution&) = delete;
  Execution(Execution&&) = delete;
  Execution& operator=(Execution&&) = delete;
};

}  // namespace oauthspec::fuzz
