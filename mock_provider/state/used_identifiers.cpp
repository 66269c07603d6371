// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/state/used_identifiers.h"

namespace oauthspec::provider {

bool UsedIdentifiers::remember(const std::string& identifier, Seconds until) {
  if (!used_.insert(identifier).second) {
    return false;
  }
  expiries_.emplace(until, identifier);
  return true;
}

void UsedIdentifiers::drop_expired(Seconds now) {
  const auto end = expiries_.lower_bound(now);
  for (auto place = expiries_.begin(); place != end; ++place) {
    used_.erase(place->second);
  }
  expiries_.erase(expiries_.begin(), end);
}

void UsedIdentifiers::clear() {
  used_.clear();
  expiries_.clear();
}

}  // namespace oauthspec::provider
