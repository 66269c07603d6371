// SPDX-License-Identifier: Apache-2.0
#include "harness/result/needles.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace oauthspec::result {

void Needles::add(std::string text, std::size_t owner) {
  const std::uint32_t key = key_at(text, 0);
  beginnings_.set(mixed(key));
  needles_.push_back({.text = std::move(text), .owner = owner, .key = key});
}

void Needles::close() {
  std::ranges::sort(needles_, [](const Needle& one, const Needle& other) {
    return std::tie(one.key, one.text, one.owner) < std::tie(other.key, other.text, other.owner);
  });
}

}  // namespace oauthspec::result
