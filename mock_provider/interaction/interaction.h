// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/http/reply.h"
#include "mock_provider/model/grant.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider {

/// How an authorization goes on once its resource owner has decided: allowed or denied. The record's `subject` is who decided, its
/// `scope` what was allowed.
using Finish = http::Reply (*)(Call&, const InteractionRecord&, Decision);

/// Asks the resource owner: keeps the record, and answers with the page for signing in, or the one for consenting where the browser
/// has a session; a POST is answered by a redirection to that page. Where Settings::automatic_user names somebody, no page is shown,
/// and `finish` goes on at once.
///
/// Input:  `record` without id, csrf_token, browser, subject and expiry, which it gets here.
[[nodiscard]] http::Reply begin_interaction(Call& call, InteractionRecord record, Finish finish);

/// POST /sign-in: who knows a user's password is that user.
///
/// Spec:   RFC 6749 section 3.1
[[nodiscard]] http::Reply sign_in(Call& call);

/// GET /consent shows the page of an interaction; POST /consent decides it. The interaction is over then.
///
/// Input:  `finish_of` says how its kind of authorization goes on.
[[nodiscard]] http::Reply consent(Call& call, Finish (*finish_of)(const InteractionRecord&));

/// GET /sign-out asks, POST /sign-out ends the browser's session, and goes back to the interaction that it was asked in.
[[nodiscard]] http::Reply sign_out(Call& call);

}  // namespace oauthspec::provider
