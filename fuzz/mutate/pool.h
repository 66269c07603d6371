// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <memory>

namespace oauthspec::fuzz {

/// Room that stays ours when it is given back, for trees, which have many small pieces: AddressSanitizer's allocations, which a program
/// with an engine would make otherwise, take many times as long.
///
/// Threads: each has its own.
template <class T>
class PoolAllocator {
 public:
  using value_type = T;

  PoolAllocator() = default;
  template <class Other>
  PoolAllocator(const PoolAllocator<Other>& /*other*/) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] T* allocate(std::size_t count) {
    const std::size_t size = class_of(count);
    if (size >= kClasses) return std::allocator<T>().allocate(count);
    if (Piece* const piece = free_pieces[size]) {
      free_pieces[size] = piece->next;
      return reinterpret_cast<T*>(piece);  // NOLINT
    }
    return static_cast<T*>(::operator new((size + 1) * kStep));
  }
  void deallocate(T* place, std::size_t count) {
    const std::size_t size = class_of(count);
    if (size >= kClasses) return std::allocator<T>().deallocate(place, count);
    free_pieces[size] = ::new (static_cast<void*>(place)) Piece{free_pieces[size]};
  }

  template <class Other>
  friend bool operator==(const PoolAllocator& /*a*/, const PoolAllocator<Other>& /*b*/) {
    return true;
  }

 private:
  static constexpr std::size_t kStep = 32;
  static constexpr std::size_t kClasses = 32;
  struct Piece {
    Piece* next;
  };
  static std::size_t class_of(std::size_t count) {
    return (count * sizeof(value_type) - 1) / kStep;  // NOLINT(bugprone-sizeof-expression)
  }

  inline static thread_local std::array<Piece*, kClasses> free_pieces{};
};

// g++ defines a macro under AddressSanitizer; Clang answers a question.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define OAUTHSPEC_MUTATORS_ARE_SANITIZED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define OAUTHSPEC_MUTATORS_ARE_SANITIZED
#endif

// Where what changes inputs is itself under the sanitizer, that sees each piece.
#ifdef OAUTHSPEC_MUTATORS_ARE_SANITIZED
template <class T>
using TreeAllocator = std::allocator<T>;
#else
template <class T>
using TreeAllocator = PoolAllocator<T>;
#endif

}  // namespace oauthspec::fuzz
