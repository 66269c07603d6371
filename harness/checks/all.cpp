// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "harness/checks/check.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {

std::vector<Topic> all_topics() {
  // clang-format off: one a line
  return {
      code_grant(),
      redirect_uri(),
      redirect_uri_families(),
      authorization_request(),
      authorization_limits(),
      authorization_injection(),
      authorization_response(),
      pkce(),
      implicit(),
      form_post(),
      pushed_authorization(),
      consent_page(),
      registered_client(),
      revocation(),
      introspection(),
      protected_resource(),
      dpop_resource(),
      registration(),
      metadata(),
      resource_metadata(),
      oauth1_requests(),
      races(),
      oauth1_temporary_credentials(),
      oauth1_authorization(),
      oauth1_consent_page(),
      oauth1_verification_code(),
      oauth1_token_credentials(),
      oauth1_races(),
      tls(),
      plain_http(),
      oauth1_transmission(),
      oauth1_nonces(),
      oauth1_base_string(),
      oauth1_normalization(),
      oauth1_signature(),
      oauth1_methods(),
      client_assertion(),
      client_authentication(),
      client_credentials(),
      entropy(),
      request_format(),
      token_life(),
      token_limits(),
      verifier_limits(),
      device_grant(),
      dpop(),
      jwt_access_token(),
      jwt_bearer(),
      password_grant(),
      refresh_token(),
      token_errors(),
      token_exchange(),
      token_response(),
      robustness(),
      robust_endpoints(),
      device_page(),  // Its guesses of user codes may lock devices out: no other is to come behind it.
  };
  // clang-format on
}

const Check* find_check(std::string_view id) {
  for (const Topic topic : all_topics()) {
    const auto found = std::ranges::find(topic, id, &Check::id);
    if (found != topic.end()) return &*found;
  }
  return nullptr;
}

}  // namespace oauthspec::checks
