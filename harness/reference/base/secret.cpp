// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/base/secret.h"

#include <utility>

namespace oauth {
namespace {

/// Through a volatile pointer, so that the compiler keeps writes to memory that nobody reads again.
void overwrite(volatile char* octets, std::size_t size) noexcept {
  for (std::size_t i = 0; i < size; ++i) octets[i] = 0;
}

}  // namespace

Secret Secret::take(std::string&& octets) {
  Secret secret(octets);
  oauth::wipe(octets);
  return secret;
}

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
  overwrite(octets_.data(), octets_.size());
}

void wipe(std::string& octets) noexcept {
  octets.resize(octets.capacity());  // never allocates
  overwrite(octets.data(), octets.size());
  octets.clear();
}

void wipe(std::span<char> octets) noexcept {
  overwrite(octets.data(), octets.size());
}

void wipe(std::span<std::uint8_t> octets) noexcept {
  overwrite(reinterpret_cast<char*>(octets.data()), octets.size());
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
