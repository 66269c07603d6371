// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace oauth {

/// Octets written one piece behind the other by whoever knows how many a piece can take at most. Its room is kept when it is cleared, so that
/// texts of like lengths, one after another, cost one allocation in all; unlike a string's it is never filled with zeros.
///
/// Lifetime: views and pointers are good until room() is next called.
class OctetBuffer {
 public:
  /// What becomes of memory that is given up.
  enum class Contents : std::uint8_t { open, secret };  // a secret one is wiped

  explicit OctetBuffer(Contents contents = Contents::open) : contents_(contents) {}
  OctetBuffer(const OctetBuffer&) = delete;
  OctetBuffer& operator=(const OctetBuffer&) = delete;
  OctetBuffer(OctetBuffer&& other) noexcept;
  OctetBuffer& operator=(OctetBuffer&& other) noexcept;
  ~OctetBuffer() { give_up(); }

  /// The end of what is there, with room for so many octets.
  [[nodiscard]] char* room(std::size_t octets) {
    if (capacity_ - size_ < octets) grow(octets);
    return octets_.get() + size_;
  }

  /// Makes `end`, which lies in the room given last, the end of what is there.
  void end_at(const char* end) { size_ = static_cast<std::size_t>(end - octets_.get()); }

  void append(std::string_view text);
  void clear() { size_ = 0; }
  /// Forgets what stands behind the first `size` octets.
  void cut(std::size_t size) { size_ = size; }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::string_view text() const { return {octets_.get(), size_}; }

 private:
  void grow(std::size_t octets);
  void give_up() noexcept;

  std::unique_ptr<char[]> octets_;
  std::size_t capacity_ = 0;
  std::size_t size_ = 0;
  Contents contents_;
};

}  // namespace oauth
