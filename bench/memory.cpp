// SPDX-License-Identifier: Apache-2.0
#include "bench/memory.h"

#include <algorithm>
#include <cstdlib>
#include <new>

#include <malloc.h>

namespace oauthspec::bench {
namespace {

std::size_t held_now = 0;
std::size_t held_at_most = 0;

void* allocate(std::size_t octets) {
  void* const block = std::malloc(octets == 0 ? 1 : octets);
  if (block == nullptr) throw std::bad_alloc();
  held_now += malloc_usable_size(block);
  held_at_most = std::max(held_at_most, held_now);
  return block;
}

void release(void* block) {
  if (block != nullptr) held_now -= malloc_usable_size(block);
  std::free(block);
}

}  // namespace

std::size_t held() {
  return held_now;
}
std::size_t peak() {
  return held_at_most;
}
void forget_peak() {
  held_at_most = held_now;
}

}  // namespace oauthspec::bench

// The others of the standard library call these.
void* operator new(std::size_t octets) {
  return oauthspec::bench::allocate(octets);
}
void operator delete(void* block) noexcept {
  oauthspec::bench::release(block);
}
void operator delete(void* block, std::size_t /*octets*/) noexcept {
  oauthspec::bench::release(block);
}
