// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <set>
#include <string>

#include "mock_provider/model/grant.h"

namespace oauthspec::provider {

/// Identifiers that may be used once, each until a time of its own.
class UsedIdentifiers {
 public:
  /// Remembers it; false where it is remembered already.
  [[nodiscard]] bool remember(const std::string& identifier, Seconds until);
  void drop_expired(Seconds now);
  void clear();

 private:
  // Ordered, since a client could choose identifiers that all hash alike.
  std::set<std::string> used_;
  std::multimap<Seconds, std::string> expiries_;
};

}  // namespace oauthspec::provider
