// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <unordered_map>
#include <utility>

namespace oauthspec::defects::oauth2 {

/// What a slow function gives, asked once for each text that it depends on: hundreds of defects read the same keys and
/// verify the same signatures, and only a few of them in another way.
///
/// Threads: each has a memory of its own.
template <class Compute>
auto remembered(std::string of, Compute compute) {
  thread_local std::unordered_map<std::string, decltype(compute())> memory;
  const auto found = memory.find(of);
  if (found != memory.end()) return found->second;
  return memory.emplace(std::move(of), compute()).first->second;
}

}  // namespace oauthspec::defects::oauth2
