// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth2/tables.h"

namespace oauthspec::defects::oauth2 {

std::vector<std::span<const Defect>> tables() {
  return {scope_defects(),
          token_response_defects(),
          www_authenticate_defects(),
          error_response_defects(),
          introspection_defects(),
          device_authorization_defects(),
          pushed_authorization_defects(),
          device_poll_defects(),
          revocation_defects(),
          resource_defects(),
          metadata_url_defects(),
          basic_authorization_defects(),
          authorization_request_defects(),
          authorization_response_defects(),
          authorization_response_checks_defects(),
          request_checks_defects(),
          token_request_defects(),
          endpoint_request_defects(),
          metadata_defects(),
          signed_metadata_defects()};
}

}  // namespace oauthspec::defects::oauth2
