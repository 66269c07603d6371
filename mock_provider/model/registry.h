// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "mock_provider/model/client.h"

namespace oauthspec::provider {

/// Who may take part.
struct Registry {
  std::map<std::string, ClientRecord, std::less<>> clients;  ///< By client_id.
  std::map<std::string, UserRecord, std::less<>> users;      ///< By username.
  /// Issuers of JWT authorization grants (RFC 7523 section 2.1), each with its JWK set.
  std::map<std::string, nlohmann::json, std::less<>> assertion_issuers;
};

}  // namespace oauthspec::provider
