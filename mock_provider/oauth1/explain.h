// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "mock_provider/oauth1/diagnosis.h"
#include "mock_provider/rules/oauth1_refusal.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth1_endpoints {

/// The refusal of a signature that does not match, with the mistake that explains it, where one does; the diagnosis goes into the call.
///
/// Input:  a header field X-OAuth-Base-String of the request is the base string that the client says it signed.
/// Spec:   RFC 5849 section 3.2
[[nodiscard]] OAuth1Refusal explain_signature(Call& call, WrongSignature wrong);

}  // namespace oauthspec::provider::oauth1_endpoints
