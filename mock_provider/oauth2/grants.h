// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/reference/oauth2/refusal.h"
#include "harness/reference/oauth2/token_request.h"
#include "mock_provider/oauth2/issue.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth2_endpoints {

/// What a grant may look at: the client is authenticated and may use the grant.
struct GrantCall {
  Call& call;
  const ClientRecord& client;
  const oauth::oauth2::TokenRequest& request;
};

/// Each grant: what tokens the request is good for, or the refusal.
///
/// Spec:   RFC 6749 section 4.4.2
[[nodiscard]] oauth::oauth2::Judgement<Issue> exchange(
    const GrantCall& grant_call, const oauth::oauth2::ClientCredentialsGrant& grant);

}  // namespace oauthspec::provider::oauth2_endpoints
