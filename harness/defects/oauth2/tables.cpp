// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth2/tables.h"

namespace oauthspec::defects::oauth2 {

std::vector<std::span<const Defect>> tables() {
  return {assertion_claims_defects(),
          assertion_request_defects(),
          assertion_signature_defects(),
          assertion_time_defects(),
          authorization_request_defects(),
          authorization_response_checks_defects(),
          authorization_response_defects(),
          basic_authorization_defects(),
          basic_credentials_defects(),
          bearer_form_defects(),
          bearer_header_defects(),
          client_assertion_defects(),
          device_authorization_defects(),
          device_poll_defects(),
          dpop_proof_defects(),
          endpoint_request_defects(),
          error_response_defects(),
          introspection_defects(),
          loopback_redirection_defects(),
          metadata_defects(),
          metadata_url_defects(),
          pkce_challenge_defects(),
          pkce_verify_defects(),
          proof_claims_defects(),
          proof_signature_defects(),
          proof_token_defects(),
          pushed_authorization_defects(),
          redirect_uri_comparison_defects(),
          redirection_defects(),
          request_checks_defects(),
          resource_defects(),
          revocation_defects(),
          scope_defects(),
          signed_metadata_defects(),
          token_request_defects(),
          token_response_defects(),
          www_authenticate_defects()};
}

}  // namespace oauthspec::defects::oauth2
