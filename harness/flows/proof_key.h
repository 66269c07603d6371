// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "harness/flows/flow.h"
#include "harness/reference/base/secret.h"
#include "harness/reference/crypto/backend.h"

namespace oauthspec::flows {

/// A client's key for DPoP, with the nonces that the two servers gave last.
///
/// Spec:   RFC 9449
struct ProofKey {
  std::string alg = "ES256";
  std::shared_ptr<const oauth::crypto::PrivateKey> key;
  std::optional<std::string> authorization_server_nonce{};
  std::optional<std::string> resource_server_nonce{};
};

/// A proof for one request.
///
/// Input:  `access_token` is nothing for a request to the authorization server.
/// Errors: those of make_dpop_proof().
[[nodiscard]] oauth::Result<std::string> make_proof(
    const World& world, const ProofKey& key, std::string_view method, std::string_view url,
    const std::optional<oauth::Secret>& access_token);

/// Keeps the nonce that a response hands out, and says whether it asks for the same request with that nonce.
///
/// Spec:   RFC 9449 sections 8 and 9
[[nodiscard]] bool take_nonce(const oauth::message::Response& response,
                              std::optional<std::string>& nonce);

}  // namespace oauthspec::flows
