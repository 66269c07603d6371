// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth1/nonce_store.h"

#include <utility>

namespace oauth::oauth1 {
namespace {

/// RFC5849-3.3-5: one text for client, token and nonce. The sizes in front keep ("a", "bc") apart
/// from ("ab", "c").
std::string key_of(const NonceUse& use) {
  std::string key =
      std::to_string(use.client.size()) + ' ' + std::to_string(use.token.size()) + ' ';
  key.append(use.client).append(use.token).append(use.nonce);
  return key;
}

}  // namespace

bool MemoryNonceStore::remember(const NonceUse& use) {
  return used_[use.timestamp].insert(key_of(use)).second;
}

void MemoryNonceStore::forget_before(std::uint64_t timestamp) {
  used_.erase(used_.begin(), used_.lower_bound(timestamp));
}

std::size_t MemoryNonceStore::size() const {
  std::size_t uses = 0;
  for (const auto& [timestamp, keys] : used_) uses += keys.size();
  return uses;
}

}  // namespace oauth::oauth1
