// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/check.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {

std::vector<Topic> all_topics() {
  return {
      code_grant(),              // one a line
      redirect_uri(),            //
      authorization_request(),   //
      authorization_response(),  //
      pkce(),                    //
      implicit(),                //
      pushed_authorization(),    //
      consent_page(),            //
      registered_client(),       //
      device_page(),             //
      code_grant(),  // one a line
      revocation(),   introspection(), protected_resource(), dpop_resource(),
      registration(), metadata(),      resource_metadata(),
  };
}

}  // namespace oauthspec::checks
