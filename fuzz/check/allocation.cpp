// SPDX-License-Identifier: Apache-2.0
#include "fuzz/check/allocation.h"

#include "fuzz/check/execution.h"

// sanitizer/allocator_interface.h; not there where no sanitizer is linked.
// NOLINTNEXTLINE(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp,readability-identifier-naming): it is the sanitizers'.
extern "C" __attribute__((weak)) int __sanitizer_install_malloc_and_free_hooks(
    void (*on_malloc)(const volatile void*, std::size_t), void (*on_free)(const volatile void*));

namespace oauthspec::fuzz {
namespace {

// Targets run on one thread.
std::size_t counted = 0;

void count(const volatile void* /*place*/, std::size_t octets) {
  counted += octets;
}

void ignore(const volatile void* /*place*/) {}

bool install() {
  return __sanitizer_install_malloc_and_free_hooks != nullptr &&
         __sanitizer_install_malloc_and_free_hooks(count, ignore) > 0;
}

}  // namespace

std::optional<std::size_t> octets_allocated() {
  static const bool counts = install();
  if (!counts) return std::nullopt;
  const bool apart = oauthspec_octets_of_executions != nullptr;
  return counted + (apart ? oauthspec_octets_of_executions() : 0);
}

}  // namespace oauthspec::fuzz
