// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/check.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {

std::vector<Topic> all_topics() {
  return {
      redirect_uri(), authorization_request(), authorization_response(), pkce(),
      implicit(),     pushed_authorization(),  consent_page(),
      code_grant(),  // one a line
  };
}

}  // namespace oauthspec::checks
