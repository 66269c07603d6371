// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/core/consent.h"

#include "mock_provider/oauth1/endpoints.h"
#include "mock_provider/oauth2/authorization.h"
#include "mock_provider/oauth2/device_page.h"

namespace oauthspec::provider {

Finish finish_of(const InteractionRecord& interaction) {
  if (interaction.user_code) {
    return &oauth2_endpoints::finish_device;
  }
  if (interaction.temporary_credentials) {
    return &oauth1_endpoints::finish_authorization;
  }
  return &oauth2_endpoints::finish_authorization;
}

http::Reply consent(Call& call) {
  return consent(call, &finish_of);
}

}  // namespace oauthspec::provider
