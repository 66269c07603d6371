// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>

namespace oauthspec::checks {

/// At most kMost values, which stand in the object itself, so that tables of them are constants. More do not compile.
template <class T, std::size_t kMost>
class Few {
 public:
  constexpr Few() = default;
  // Implicit, so that a table's rows are written as lists.
  // NOLINTNEXTLINE(google-explicit-constructor)
  constexpr Few(std::initializer_list<T> values) : size_(values.size()) {
    std::ranges::copy(values, values_.begin());
  }

  constexpr void add(const T& value) { values_.at(size_++) = value; }

  [[nodiscard]] constexpr const T* begin() const { return values_.data(); }
  [[nodiscard]] constexpr const T* end() const { return values_.data() + size_; }
  [[nodiscard]] constexpr bool empty() const { return size_ == 0; }

 private:
  std::array<T, kMost> values_{};
  std::size_t size_ = 0;
};

}  // namespace oauthspec::checks
