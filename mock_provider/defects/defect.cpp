// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/defects/defect.h"

#include <utility>

#include "mock_provider/defects/topics.h"

namespace oauthspec::provider {

std::vector<DefectTopic> all_defects() {
  // clang-format off: one a line
  return {
      defects::code_grant(),
      defects::client_assertion(),
      defects::client_authentication(),
      defects::dpop(),
      defects::jwt_bearer(),
      defects::jwt_access_token(),
      defects::token_exchange(),
      defects::token_life(),
      defects::token_limits(),
      defects::verifier_limits(),
      defects::request_format(),
      defects::entropy(),
      defects::password_grant(),
      defects::refresh_token(),
      defects::token_response(),
      defects::token_errors(),
      defects::device_grant(),
      defects::redirect_uri(),
      defects::redirect_uri_families(),
      defects::authorization_request(),
      defects::authorization_limits(),
      defects::authorization_injection(),
      defects::authorization_response(),
      defects::pkce(),
      defects::implicit(),
      defects::form_post(),
      defects::pushed_authorization(),
      defects::races(),
      defects::plain_http(),
      defects::robustness(),
      defects::consent_page(),
      defects::registered_client(),
      defects::device_page(),
      defects::revocation(),
      defects::introspection(),
      defects::protected_resource(),
      defects::dpop_resource(),
      defects::registration(),
      defects::metadata(),
      defects::oauth1_requests(),
      defects::oauth1_temporary_credentials(),
      defects::oauth1_authorization(),
      defects::oauth1_consent_page(),
      defects::oauth1_verification_code(),
      defects::oauth1_token_credentials(),
      defects::oauth1_transmission(),
      defects::oauth1_nonces(),
      defects::oauth1_base_string(),
      defects::oauth1_normalization(),
      defects::oauth1_signature(),
      defects::oauth1_methods(),
  };
  // clang-format on
}

const Defect* find_defect(std::string_view name) {
  for (const DefectTopic topic : all_defects()) {
    for (const Defect& defect : topic) {
      if (defect.name == name) {
        return &defect;
      }
    }
  }
  return nullptr;
}

void alter(Rules& rules, Endpoint endpoint,
           std::function<void(const oauth::message::Request&, http::Reply&)> alteration) {
  rules.alterations.push_back({endpoint, std::move(alteration)});
}

}  // namespace oauthspec::provider
