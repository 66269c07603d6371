// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "harness/checks/session.h"

/// What a device does in its grant: RFC 8628.
namespace oauthspec::checks {

/// A device authorization response.
struct DeviceCodes {
  std::string device_code;
  std::string user_code;
  std::string verification_uri;
  std::string verification_uri_complete;  ///< Empty: none.
  std::int64_t expires_in = 0;            ///< Seconds; 0: it does not say.
  std::int64_t interval = 5;              ///< Seconds between two polls.
};

/// Asks for codes as the confidential client, for its scope where the form has none. Inconclusive where there are none.
///
/// Spec:   RFC 8628 sections 3.1 and 3.2
[[nodiscard]] Attempt<DeviceCodes> device_codes(Session& session, Parameters form = {});

/// One token request with a device code.
///
/// Input:  `client` is who asks; null: the confidential client.
/// Spec:   RFC 8628 section 3.4
[[nodiscard]] Attempt<Response> poll(Session& session, const DeviceCodes& issued,
                                     const TestClient* client = nullptr);

}  // namespace oauthspec::checks
