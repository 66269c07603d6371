// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/check.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {

std::vector<Topic> all_topics() {
  // clang-format off: one a line
  return {
      code_grant(),
      redirect_uri(),
      authorization_request(),
      authorization_response(),
      pkce(),
      implicit(),
      pushed_authorization(),
      consent_page(),
      registered_client(),
      device_page(),
      revocation(),
      introspection(),
      protected_resource(),
      dpop_resource(),
      registration(),
      metadata(),
      resource_metadata(),
      oauth1_requests(),
      client_authentication(),
      client_credentials(),
      device_grant(),
      dpop(),
      jwt_access_token(),
      jwt_bearer(),
      password_grant(),
      refresh_token(),
      token_errors(),
      token_exchange(),
      token_response(),
  };
  // clang-format on
}

}  // namespace oauthspec::checks
