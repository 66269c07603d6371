// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <iterator>
#include <string_view>

namespace oauth::codec {

/// Hands nlohmann's parser its input and counts what it has taken, which its own SAX interface does
/// not tell.
class CountedInput {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = char;

  using Place = std::string_view::const_iterator;

  CountedInput(Place at, Place* furthest) : at_(at), furthest_(furthest) {}
  char operator*() const { return *at_; }
  CountedInput& operator++() {
    *furthest_ = ++at_;
    return *this;
  }
  void operator++(int) { ++*this; }
  friend bool operator==(const CountedInput& a, const CountedInput& b) { return a.at_ == b.at_; }

 private:
  Place at_;
  Place* furthest_;
};

}  // namespace oauth::codec
