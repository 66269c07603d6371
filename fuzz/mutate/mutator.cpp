// SPDX-License-Identifier: Apache-2.0
#include "fuzz/mutate/mutator.h"

#include <algorithm>
#include <vector>

namespace oauthspec::fuzz {

std::string mutate_octets(std::string_view text, std::size_t capacity, OctetMutator octets) {
  std::vector<std::uint8_t> buffer(std::max<std::size_t>(capacity, 1));
  const std::string_view kept = text.substr(0, capacity);
  std::ranges::copy(kept, buffer.begin());
  const std::size_t size = octets(buffer.data(), kept.size(), capacity);
  return {buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(std::min(size, capacity))};
}

}  // namespace oauthspec::fuzz
