// SPDX-License-Identifier: Apache-2.0
#include "harness/defects/oauth1/tables.h"

namespace oauthspec::defects::oauth1 {

std::vector<std::span<const Defect>> tables() {
  return {percent_defects(),
          base_string_uri_defects(),
          normalize_parameters_defects(),
          base_string_assembly_defects(),
          base_string_parameter_defects(),
          base_string_normalisation_defects(),
          signature_defects(),
          signed_request_defects(),
          verified_signature_defects(),
          verified_parameter_defects(),
          server_state_defects(),
          status_defects(),
          read_header_defects(),
          written_header_defects(),
          credentials_response_defects(),
          callback_defects(),
          authorization_url_defects()};
}

}  // namespace oauthspec::defects::oauth1
