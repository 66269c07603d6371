// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "harness/reference/crypto/backend.h"
#include "mock_provider/model/settings.h"

namespace oauthspec::provider {

/// What a decision may look at beside the request and the record. Views, for one request.
struct Surroundings {
  const Settings& settings;
  const oauth::crypto::Backend& backend;
  std::string_view issuer;  ///< "http://127.0.0.1:8080", or with a case's path behind.
  Seconds now = 0;
};

}  // namespace oauthspec::provider
