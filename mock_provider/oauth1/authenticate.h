// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/reference/message/parameters.h"
#include "harness/reference/oauth1/request_parameters.h"
#include "harness/reference/oauth1/signature_method.h"
#include "mock_provider/model/client.h"
#include "mock_provider/model/grant.h"
#include "mock_provider/rules/oauth1_refusal.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth1_endpoints {

/// A request that proved to be authentic. The records are the state's own.
struct Authenticated {
  const ClientRecord* client = nullptr;     ///< Never null.
  TemporaryRecord* temporary = nullptr;     ///< Of a request for token credentials.
  TokenCredentialsRecord* token = nullptr;  ///< Of a request for a protected resource.
  oauth::oauth1::SignatureMethod method{};
  oauth::message::Parameters protocol_parameters;
  oauth::oauth1::RequestParameters collected;
};

/// Verifies an authenticated request as its endpoint asks for. Where the signature is the wrong one, the call gets a diagnosis.
///
/// Spec:   RFC 5849 section 3.2
[[nodiscard]] OAuth1Judgement<Authenticated> authenticate(Call& call);

}  // namespace oauthspec::provider::oauth1_endpoints
