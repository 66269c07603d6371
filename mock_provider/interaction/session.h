// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "harness/http/reply.h"
#include "mock_provider/model/client.h"
#include "mock_provider/model/grant.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider {

/// The session of the request's cookie; null where it has none that lives.
[[nodiscard]] SessionRecord* find_session(Call& call);

/// A browser's session, found or made.
struct BrowserSession {
  SessionRecord* record;  ///< Never null.
  bool fresh;             ///< The browser does not know of it yet: send_cookie().
};
[[nodiscard]] BrowserSession open_session(Call& call);

/// Puts another session in the place of one, of the same browser: what knew the old cookie knows nothing any more.
///
/// Input:  `subject` is who is signed in from now on; empty: nobody.
/// Output: the browser has to be told of it by send_cookie().
[[nodiscard]] SessionRecord& renew_session(Call& call, const SessionRecord& session,
                                           std::string subject);

/// Adds the cookie to a reply: HttpOnly, SameSite=Lax, of the issuer's path, and Secure where the issuer is https.
void send_cookie(const Call& call, const SessionRecord& session, http::Reply& reply);

/// The user with this sub; null where there is none.
[[nodiscard]] const UserRecord* user_of(const Call& call, std::string_view subject);

}  // namespace oauthspec::provider
