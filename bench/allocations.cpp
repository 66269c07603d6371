// SPDX-License-Identifier: Apache-2.0
#include "bench/allocations.h"

#include <cstdlib>
#include <new>

namespace oauthspec::bench {
namespace {

thread_local constinit Allocations asked;

}  // namespace

Allocations allocations() {
  return asked;
}

}  // namespace oauthspec::bench

// The others of the standard library call these.
void* operator new(std::size_t octets) {
  ++oauthspec::bench::asked.calls;
  oauthspec::bench::asked.octets += octets;
  void* const block = std::malloc(octets == 0 ? 1 : octets);
  if (block == nullptr) throw std::bad_alloc();
  return block;
}
void operator delete(void* block) noexcept {
  std::free(block);
}
void operator delete(void* block, std::size_t /*octets*/) noexcept {
  std::free(block);
}
