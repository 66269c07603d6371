// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "harness/reference/oauth2/refusal.h"
#include "mock_provider/model/client.h"
#include "mock_provider/state/call.h"

namespace oauthspec::provider::oauth2_endpoints {

/// The nonce that DPoP proofs have to name at present; nothing where the settings ask for none. Another one takes its place after
/// Lifetimes::timestamp_window.
///
/// Spec:   RFC 9449 section 8
[[nodiscard]] std::optional<std::string> server_nonce(Call& call);

/// The key that a request proves to hold, at an endpoint where clients authenticate.
///
/// Output: its thumbprint; nothing where the request has no proof and the client needs none. A refusal is invalid_dpop_proof or
///         use_dpop_nonce.
/// Spec:   RFC 9449 section 5
[[nodiscard]] oauth::oauth2::Judgement<std::optional<std::string>> proof_key(
    Call& call, const ClientRecord& client);

}  // namespace oauthspec::provider::oauth2_endpoints
