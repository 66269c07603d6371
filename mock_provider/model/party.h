// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "mock_provider/model/grant.h"

namespace oauthspec::provider {

/// Whom a token of a token exchange speaks of, and what it allows.
///
/// Spec:   RFC 8693 section 1.1
struct Party {
  std::string subject;
  std::optional<oauth::oauth2::Scope> scope;  ///< Nothing: the token sets no limit.
  std::vector<std::string> resources;
  Seconds expires = 0;
  nlohmann::json actor;      ///< act: who acts for the subject already; null: nobody.
  nlohmann::json may_act;    ///< Who may act for the subject; null: it does not say.
  std::uint64_t family = 0;  ///< Of the provider's own token; 0: another issuer's.
};

}  // namespace oauthspec::provider
