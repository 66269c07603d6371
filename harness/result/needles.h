// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bitset>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace oauthspec::result {

/// Many texts that are looked for at once, in one pass however many they are.
class Needles {
 public:
  static constexpr std::size_t kShortest = 4;

  struct Needle {
    std::string text;
    std::size_t owner = 0;
    std::uint32_t key = 0;  ///< Its first octets in one number.
  };

  /// Input: a text of kShortest octets and more; `owner` is told where it is found.
  void add(std::string text, std::size_t owner);

  /// To be called between the last add() and the first find().
  void close();

  [[nodiscard]] bool empty() const { return needles_.empty(); }
  [[nodiscard]] const std::vector<Needle>& all() const { return needles_; }

  /// Calls `found(at, needle)` for each place where one of them stands, from left to right; they may overlap.
  template <class Found>
  void find(std::string_view text, const Found& found) const {
    for (std::size_t at = 0; at + kShortest <= text.size(); ++at) {
      const std::uint32_t key = key_at(text, at);
      if (!beginnings_.test(mixed(key))) continue;
      auto needle = std::ranges::lower_bound(needles_, key, {}, &Needle::key);
      for (; needle != needles_.end() && needle->key == key; ++needle) {
        if (text.substr(at).starts_with(needle->text)) found(at, *needle);
      }
    }
  }

 private:
  static constexpr std::size_t kBits = 16;

  static std::uint32_t key_at(std::string_view text, std::size_t at) {
    std::uint32_t key = 0;
    static_assert(sizeof(key) == kShortest);
    std::memcpy(&key, text.data() + at, sizeof(key));
    return key;
  }
  static std::size_t mixed(std::uint32_t key) {
    constexpr std::uint32_t kOdd =
        2654435761U;  // Near the golden ratio: neighbours come to lie far apart.
    constexpr std::size_t kAll = 32;
    return (key * kOdd) >> (kAll - kBits);
  }

  std::vector<Needle> needles_;          // By their keys, once closed.
  std::bitset<1U << kBits> beginnings_;  // Of the keys; at most places of a text they say enough.
};

}  // namespace oauthspec::result
