// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/prover.h"

#include "harness/checks/expect.h"
#include "harness/reference/jose/jwk.h"

namespace oauthspec::checks {
namespace {

Attempt<nlohmann::json> public_jwk(const oauth::crypto::PrivateKey& key) {
  const auto numbers = key.public_numbers();
  if (!numbers) return std::unexpected(inconclusive("the key has no public half"));
  return oauth::jose::public_jwk(*numbers);
}

}  // namespace

Attempt<UnsignedJwt> Prover::proof() const {
  const auto jwk = public_jwk(*key_);
  if (!jwk) return std::unexpected(jwk.error());
  UnsignedJwt proof{{{"typ", "dpop+jwt"}, {"alg", "ES256"}, {"jwk", *jwk}},
                    {{"jti", session_->fresh_text()},
                     {"htm", "POST"},
                     {"htu", session_->target().server.token_endpoint},
                     {"iat", session_->world().now()}}};
  if (nonce_) {
    proof.claims["nonce"] = *nonce_;
  }
  return proof;
}

Attempt<std::string> Prover::sign(const UnsignedJwt& proof) const {
  return checks::sign(*session_, proof, key_);
}

Attempt<Response> Prover::token(const TestClient& client, const Parameters& form) {
  for (bool again = false;; again = true) {
    const auto unsigned_proof = proof();
    if (!unsigned_proof) return std::unexpected(unsigned_proof.error());
    const auto signed_proof = sign(*unsigned_proof);
    if (!signed_proof) return std::unexpected(signed_proof.error());
    auto response = token_with(client, form, {*signed_proof});
    if (!response || again || error_of(*response) != "use_dpop_nonce") {
      return response;
    }
  }
}

Attempt<Response> Prover::token_with(const TestClient& client, const Parameters& form,
                                     const std::vector<std::string>& proofs) {
  std::vector<HeaderField> headers;
  for (const std::string& proof : proofs) {
    headers.push_back({"DPoP", proof});
  }
  auto response = session_->token(client, form, std::move(headers));
  if (response) {
    if (const auto nonce = oauth::message::find_header(response->headers, "DPoP-Nonce")) {
      nonce_ = std::string(*nonce);
    }
  }
  return response;
}

Attempt<std::string> Prover::thumbprint() const {
  const auto jwk = public_jwk(*key_);
  if (!jwk) return std::unexpected(jwk.error());
  auto thumbprint = oauth::jose::thumbprint(session_->world().backend, *jwk);
  if (!thumbprint) return std::unexpected(inconclusive("the key has no thumbprint"));
  return *std::move(thumbprint);
}

}  // namespace oauthspec::checks
