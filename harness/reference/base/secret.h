// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace oauth {

/// Octets that nobody but their user may see: they are wiped when they go, and no stream or
/// formatter takes them.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string_view octets) : octets_(octets.begin(), octets.end()) {}

  /// Takes the octets over and wipes the string that they came in.
  [[nodiscard]] static Secret take(std::string&& octets);

  Secret(const Secret&) = default;
  Secret(Secret&&) noexcept = default;  // a vector's storage moves whole and leaves no copy
  Secret& operator=(const Secret& other);
  Secret& operator=(Secret&& other) noexcept;
  ~Secret() { wipe(); }

  /// The octets themselves, as long as this object lives unchanged.
  [[nodiscard]] std::string_view reveal() const { return {octets_.data(), octets_.size()}; }

 private:
  void wipe() noexcept;

  std::vector<char> octets_;
};

/// Overwrites all that the string has room for, and leaves it empty.
void wipe(std::string& octets) noexcept;

/// Overwrites the octets.
void wipe(std::span<char> octets) noexcept;
void wipe(std::span<std::uint8_t> octets) noexcept;

/// Whether both hold the same octets, in a time that depends on their lengths alone.
[[nodiscard]] bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace oauth
