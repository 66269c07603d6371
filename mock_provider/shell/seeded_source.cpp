// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/shell/seeded_source.h"

#include <algorithm>

namespace oauthspec::provider {

void SeededSource::fill(std::span<std::uint8_t> octets) {
  constexpr unsigned kUpperOctet = 56;
  std::ranges::generate(octets,
                        [this] { return static_cast<std::uint8_t>(engine_() >> kUpperOctet); });
}

}  // namespace oauthspec::provider
