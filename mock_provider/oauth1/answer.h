// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/http/reply.h"
#include "harness/reference/message/http.h"
#include "mock_provider/rules/oauth1_refusal.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth1_endpoints {

/// Writes a refusal into the verdict.
void note(Call& call, const OAuth1Refusal& refusal);

/// Answers a client: a form with oauth_problem and a sentence in oauth_problem_advice, and a challenge; and writes the verdict.
///
/// Spec:   RFC 5849 sections 3.2 and 3.5.1; OAuth Problem Reporting
[[nodiscard]] http::Reply refuse(Call& call, const OAuth1Refusal& refusal);

/// Answers a resource owner, who came by a browser, with a page; and writes the verdict.
[[nodiscard]] http::Reply refuse_by_page(Call& call, const OAuth1Refusal& refusal);

/// Of a request by an HTTP method that the endpoint does not have: 405.
///
/// Spec:   RFC 5849 sections 2.1, 2.2 and 2.3
[[nodiscard]] OAuth1Refusal wrong_http_method(Endpoint endpoint);

/// Of a response that nobody may store.
///
/// Spec:   RFC 5849 section 4.4
[[nodiscard]] http::Reply uncached(oauth::message::Response response);

}  // namespace oauthspec::provider::oauth1_endpoints
