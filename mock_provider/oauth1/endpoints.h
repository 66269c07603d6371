// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "harness/http/reply.h"
#include "mock_provider/model/grant.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth1_endpoints {

/// Gives a client temporary credentials.
///
/// Spec:   RFC 5849 section 2.1
[[nodiscard]] http::Reply temporary_credentials(Call& call);

/// Asks the resource owner whether the client of temporary credentials may have what it asks for.
///
/// Spec:   RFC 5849 section 2.2
[[nodiscard]] http::Reply owner_authorization(Call& call);

/// Goes on once the resource owner has decided: back to the client, or with the verification code on a page.
///
/// Input:  `record.temporary_credentials` is set, and so is `record.subject` where the decision is Decision::allowed.
/// Spec:   RFC 5849 section 2.2
[[nodiscard]] http::Reply finish_authorization(Call& call, const InteractionRecord& record,
                                               Decision decision);

/// Exchanges temporary credentials and their verification code for token credentials.
///
/// Spec:   RFC 5849 section 2.3
[[nodiscard]] http::Reply token_credentials(Call& call);

/// A protected resource, by any HTTP method: says who asked, for whom, and with what parameters.
///
/// Output: {"client", "user", "http_method", "signature_method", "parameters": [[name, value], ...]}
/// Spec:   RFC 5849 section 3
[[nodiscard]] http::Reply resource(Call& call);

}  // namespace oauthspec::provider::oauth1_endpoints
