// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/base/secret.h"

#include <utility>

namespace oauth {

Secret& Secret::operator=(const Secret& other) {
  if (this != &other) *this = Secret(other);
  return *this;
}

Secret& Secret::operator=(Secret&& other) noexcept {
  if (this != &other) {
    wipe();
    octets_ = std::move(other.octets_);
  }
  return *this;
}

void Secret::wipe() noexcept {
  // Through a volatile pointer, so that the compiler keeps writes to memory that nobody reads again.
  volatile char* octet = octets_.data();
  for (std::size_t i = 0; i < octets_.size(); ++i) octet[i] = 0;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    difference |=
        unsigned{static_cast<unsigned char>(a[i])} ^ unsigned { static_cast<unsigned char>(b[i]) };
  }
  const volatile unsigned seen = difference;  // keeps the loop from ending at the first difference
  return seen == 0;
}

}  // namespace oauth
