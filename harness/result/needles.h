// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace oauthspec::result {

/// Many texts that are looked for at once, in one pass however many they are.
class Needles {
 public:
  static constexpr std::size_t kShortest = 4;

  struct Needle {
    std::string text;
    std::size_t owner = 0;
  };

  /// Input: a text of kShortest octets and more; `owner` is told where it is found.
  void add(std::string text, std::size_t owner);

  [[nodiscard]] bool empty() const { return needles_.empty(); }
  [[nodiscard]] const std::vector<Needle>& all() const { return needles_; }

  /// Calls `found(at, needle)` for each place where one of them stands, from left to right; they may overlap.
  template <class Found>
  void find(std::string_view text, const Found& found) const {
    for (std::size_t at = 0; at + kShortest <= text.size(); ++at) {
      const std::uint32_t key = key_at(text, at);
      if (!beginnings_.test(mixed(key))) continue;
      const auto same = by_key_.find(key);
      if (same == by_key_.end()) continue;
      for (const std::size_t index : same->second) {
        const Needle& needle = needles_[index];
        if (text.substr(at).starts_with(needle.text)) found(at, needle);
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
  static std::size_t mixed(std::uint32_t key) { return (key * 2654435761U) >> (32U - kBits); }

  std::vector<Needle> needles_;
  // By their first octets; most places of a text are told apart by the bits alone.
  std::unordered_map<std::uint32_t, std::vector<std::size_t>> by_key_;
  std::bitset<1U << kBits> beginnings_;
};

}  // namespace oauthspec::result
