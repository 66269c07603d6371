// SPDX-License-Identifier: Apache-2.0
// Operators new and delete for programs that fuzz. What C++ code allocates during an execution (fuzz/check/execution.h) is taken from a region, one
// piece behind the other, and the region is begun anew with the next execution: AddressSanitizer's own allocations are a third of what an
// execution takes otherwise. Each piece lies between poisoned octets, and is poisoned when it is given back, so what is read or written
// beyond it, or later, is seen as ever: "use-after-poison".
//
// What an execution leaves behind keeps its place, and the next one begins behind it. Where so much is left that the region is used up, as by a
// leak, AddressSanitizer allocates again, and LeakSanitizer tells it. It does from the start where the environment has
// OAUTHSPEC_FUZZ_MEMORY=sanitizer: its reports say where a piece was allocated and given back.
#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>
#include <string_view>

#include <sanitizer/asan_interface.h>
#include <sanitizer/lsan_interface.h>
#include <sys/mman.h>

#include "fuzz/check/execution.h"

// The size of a piece is noted in the poisoned octets before it; and an engine need not follow what allocates.
#define OAUTHSPEC_UNCHECKED __attribute__((no_sanitize("address", "undefined", "coverage")))

namespace {

/// Larger pieces are seldom, and left to AddressSanitizer.
constexpr std::size_t kLargestPiece = 16384;
/// What operator new aligns to, and the octets before a piece.
constexpr std::size_t kStep = 16;
/// What is not written yet holds no chance values, as with AddressSanitizer.
constexpr int kFill = 0xbe;

/// Not by memset(), which would be AddressSanitizer's and ask whether it may.
OAUTHSPEC_UNCHECKED __attribute__((no_builtin("memset"))) void fill(char* place,
                                                                    std::size_t octets) {
  for (std::size_t at = 0; at < octets; at += kStep) {
    __builtin_memset_inline(place + at, kFill, kStep);
  }
}

class Region {
 public:
  OAUTHSPEC_UNCHECKED void begin_execution() {
    if (!asked_for_) reserve();
  }

  OAUTHSPEC_UNCHECKED void end_execution() {
    if (alive_ == 0) {
      next_ = begin_;
    } else {
      keep();
    }
  }

  /// Input: 1 or more. Null where there is no room.
  OAUTHSPEC_UNCHECKED void* allocate(std::size_t size) {
    // Behind a piece at least one octet stays poisoned; behind a larger one more, as what is wrong by a whole row is wrong by more.
    const std::size_t room = (kStep + size + size / 4) / kStep * kStep + kStep;
    if (static_cast<std::size_t>(end_ - next_) < room) return nullptr;
    char* const place = next_ + kStep;
    std::memcpy(next_, &size, sizeof size);
    next_ += room;
    ++alive_;
    octets_ += size;
    __asan_unpoison_memory_region(place, size);
    fill(place, room - kStep);
    return place;
  }

  [[nodiscard]] OAUTHSPEC_UNCHECKED bool holds(const void* place) const {
    return place >= first_ && place < end_;
  }

  OAUTHSPEC_UNCHECKED void release(void* place) {
    char* const piece = static_cast<char*>(place);
    // What is given back twice, or is no piece, is told by AddressSanitizer, whose it is not either.
    if (__asan_address_is_poisoned(piece) != 0 || __asan_address_is_poisoned(piece - 1) == 0) {
      return std::free(place);
    }
    std::size_t size = 0;
    std::memcpy(&size, piece - kStep, sizeof size);
    __asan_poison_memory_region(piece, size);
    if (piece >= begin_) --alive_;
  }

  /// All that were allocated.
  [[nodiscard]] std::size_t octets() const { return octets_; }

 private:
  void reserve() {
    constexpr std::size_t kSize = std::size_t{32} << 20U;
    asked_for_ = true;
    const char* const chosen = std::getenv("OAUTHSPEC_FUZZ_MEMORY");
    if (chosen != nullptr && chosen == std::string_view("sanitizer")) return;
    void* const got = mmap(nullptr, kSize, PROT_READ | PROT_WRITE,
                           MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (got == MAP_FAILED) return;
    first_ = begin_ = next_ = static_cast<char*>(got);
    end_ = first_ + kSize;
    __asan_poison_memory_region(first_, kSize);
  }

  void keep() {
    // What lasts may be known to nobody but a piece.
    if (begin_ > first_) __lsan_unregister_root_region(first_, kept());
    begin_ = next_;
    alive_ = 0;
    __lsan_register_root_region(first_, kept());
  }

  [[nodiscard]] std::size_t kept() const { return static_cast<std::size_t>(begin_ - first_); }

  bool asked_for_ = false;
  char* first_ = nullptr;
  char* begin_ = nullptr;  ///< Of what this execution has: before it lies what earlier ones left.
  char* next_ = nullptr;
  char* end_ = nullptr;
  std::size_t alive_ = 0;  ///< Pieces of this execution.
  std::size_t octets_ = 0;
};

constinit Region region;
/// Other threads than that of the executions have nothing of the region.
constinit thread_local int executions = 0;

OAUTHSPEC_UNCHECKED void* allocate(std::size_t size) {
  if (executions > 0 && size <= kLargestPiece) {
    if (void* const place = region.allocate(std::max<std::size_t>(size, 1))) return place;
  }
  void* const place = std::malloc(size);
  if (place == nullptr) std::abort();
  return place;
}

OAUTHSPEC_UNCHECKED void release(void* place) {
  if (region.holds(place)) return region.release(place);
  std::free(place);
}

}  // namespace

extern "C" void oauthspec_execution_begins() {
  if (executions++ == 0) region.begin_execution();
}

extern "C" void oauthspec_execution_ends() {
  if (--executions == 0) region.end_execution();
}

extern "C" std::size_t oauthspec_octets_of_executions() {
  return region.octets();
}

void* operator new(std::size_t size) {
  return allocate(size);
}
void* operator new[](std::size_t size) {
  return allocate(size);
}
void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  return allocate(size);
}
void* operator new[](std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  return allocate(size);
}
void operator delete(void* place) noexcept {
  release(place);
}
void operator delete[](void* place) noexcept {
  release(place);
}
void operator delete(void* place, std::size_t /*size*/) noexcept {
  release(place);
}
void operator delete[](void* place, std::size_t /*size*/) noexcept {
  release(place);
}
void operator delete(void* place, const std::nothrow_t& /*tag*/) noexcept {
  release(place);
}
void operator delete[](void* place, const std::nothrow_t& /*tag*/) noexcept {
  release(place);
}
