// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace oauthspec::provider {

/// The algorithms that the provider takes for DPoP proofs: dpop_signing_alg_values_supported.
///
/// Spec:   RFC 9449 section 5.1
[[nodiscard]] const std::vector<std::string>& proof_algorithms();

/// Those for JWTs that are signed with a private key: client authentication, and grants.
///
/// Spec:   RFC 8414 section 2, token_endpoint_auth_signing_alg_values_supported
[[nodiscard]] const std::vector<std::string>& signature_algorithms();

/// Those for JWTs that are authenticated with a client's secret.
[[nodiscard]] const std::vector<std::string>& mac_algorithms();

}  // namespace oauthspec::provider
