// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "harness/checks/session.h"
#include "harness/checks/signed_jwt.h"
#include "harness/reference/crypto/backend.h"

namespace oauthspec::checks {

/// Makes DPoP proofs with one key, for requests of the token endpoint, and keeps the nonce that the server gave last.
///
/// Spec:   RFC 9449
class Prover {
 public:
  Prover(Session& session, std::shared_ptr<const oauth::crypto::PrivateKey> key)
      : session_(&session), key_(std::move(key)) {}

  /// A proof that is right, to be changed.
  [[nodiscard]] Attempt<UnsignedJwt> proof() const;
  [[nodiscard]] Attempt<std::string> sign(const UnsignedJwt& proof) const;

  /// A token request with a right proof; where the server asks for a nonce, once more with that.
  [[nodiscard]] Attempt<Response> token(const TestClient& client, const Parameters& form);
  /// A token request with these fields named DPoP, and nothing else about them.
  [[nodiscard]] Attempt<Response> token_with(const TestClient& client, const Parameters& form,
                                             const std::vector<std::string>& proofs);

  /// The thumbprint of the key.
  [[nodiscard]] Attempt<std::string> thumbprint() const;

 private:
  Session* session_;
  std::shared_ptr<const oauth::crypto::PrivateKey> key_;
  std::optional<std::string> nonce_;
};

}  // namespace oauthspec::checks
