// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <string_view>

namespace oauthspec::testing {

/// A copy of some octets on the heap, at exactly their size, so that a sanitizer sees a read one past the end.
class TightBuffer {
 public:
  explicit TightBuffer(std::string_view octets)
      : octets_(new char[octets.size()]), size_(octets.size()) {
    std::ranges::copy(octets, octets_.get());
  }
  [[nodiscard]] std::string_view view() const { return {octets_.get(), size_}; }

 private:
  std::unique_ptr<char[]> octets_;
  std::size_t size_;
};

}  // namespace oauthspec::testing
