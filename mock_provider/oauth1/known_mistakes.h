// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "mock_provider/oauth1/diagnosis.h"
#include "mock_provider/oauth1/variation.h"

namespace oauthspec::provider::oauth1_endpoints {

/// A mistake that OAuth 1.0 clients are known to make.
struct Mistake {
  std::string sentence;          ///< What the client did.
  std::string_view requirement;  ///< That it broke.
  void (*make)(Variation&, std::string_view subject) = nullptr;
  std::string_view subject{};  ///< What `make` is told: a parameter, or a secret.
};

/// Those that make sense for the request, the likelier ones first.
[[nodiscard]] std::vector<Mistake> mistakes_for(const WrongSignature& wrong);

}  // namespace oauthspec::provider::oauth1_endpoints
