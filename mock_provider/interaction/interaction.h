// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/http/reply.h"
#include "mock_provider/model/grant.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider {

/// How an authorization goes on once its resource owner has decided: allowed or denied.
using Finish = http::Reply (*)(Call&, const InteractionRecord&, Decision);

/// Asks the resource owner: keeps the record, and answers with the page for signing in, or the one for consenting where the browser
/// has a session. Where Settings::automatic_user names somebody, no page is shown, and `finish` goes on at once.
///
/// Input:  `record` without id, csrf_token and expiry, which it gets here.
[[nodiscard]] http::Reply begin_interaction(Call& call, InteractionRecord record, Finish finish);

}  // namespace oauthspec::provider
