// SPDX-License-Identifier: Apache-2.0
#include "harness/result/needles.h"

#include <utility>

namespace oauthspec::result {

void Needles::add(std::string text, std::size_t owner) {
  const std::uint32_t key = key_at(text, 0);
  by_key_[key].push_back(needles_.size());
  beginnings_.set(mixed(key));
  needles_.push_back({.text = std::move(text), .owner = owner});
}

}  // namespace oauthspec::result
