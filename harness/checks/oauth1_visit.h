// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "harness/agent/user_agent.h"
#include "harness/checks/browser.h"
#include "harness/checks/oauth1_session.h"

/// How a browser of a check's own fares at the authorization endpoint of OAuth 1.0: RFC 5849 section 2.2.
namespace oauthspec::checks {

/// Temporary credentials for a callback: an absolute URI, or "oob".
[[nodiscard]] Attempt<oauth::oauth1::Credentials> temporary_for(const OAuth1Session& oauth1,
                                                                const std::string& callback);

struct Visit {
  oauth::oauth1::Credentials temporary;
  agent::Ending ending;
  std::string verifier;  ///< Of the callback request; empty: none, or it was not made.
};

/// Whether a visit came to the callback with a verification code.
[[nodiscard]] bool was_allowed(const Visit& visit);

/// Sends the browser to the authorization endpoint with new temporary credentials for the client's callback.
[[nodiscard]] Attempt<Visit> visit(const OAuth1Session& oauth1, Browser& browser);
/// The same for a callback; the visit ends at the client's, too, which the server may know by other means.
[[nodiscard]] Attempt<Visit> visit(const OAuth1Session& oauth1, Browser& browser,
                                   const std::string& callback);

}  // namespace oauthspec::checks
