// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/flows/flow.h"
#include "harness/reference/oauth1/client.h"

namespace oauthspec::flows {

/// A provider of OAuth 1.0, as its documentation names it.
struct OAuth1Server {
  std::string temporary_credential_request;  ///< RFC 5849 section 2
  std::string resource_owner_authorization;
  std::string token_request;
};

/// The redirection-based flow.
///
/// Input:  `callback` is an absolute URI, or "oob".
/// Output: the token credentials.
/// Spec:   RFC 5849 section 2
[[nodiscard]] Outcome<oauth::oauth1::Credentials> redirection_based(const World& world,
                                                                    oauth::oauth1::Client& client,
                                                                    const OAuth1Server& server,
                                                                    ResourceOwner& owner,
                                                                    const std::string& callback);

/// An authenticated request for a protected resource.
///
/// Output: the response, whatever its status.
/// Spec:   RFC 5849 section 3
[[nodiscard]] Outcome<oauth::message::Response> request_resource(
    const World& world, oauth::oauth1::Client& client, const oauth::message::Request& request,
    const oauth::oauth1::Credentials& token);

}  // namespace oauthspec::flows
