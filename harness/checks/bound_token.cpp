// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/bound_token.h"

#include <memory>
#include <utility>

#include "harness/checks/expect.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/jose/jwk.h"

namespace oauthspec::checks {
namespace {

namespace oauth2 = oauth::oauth2;
using Key = std::shared_ptr<const oauth::crypto::PrivateKey>;

// Keys made for these checks with the openssl command. They protect nothing.
constexpr const char* kClientKey = R"(-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgrWAb51ZHiLgeAIXN
HqCOht8sGzbZuruf+9G/oc2BhWqhRANCAASClmOAoTuHPObrkiavNN4EXkByiMo3
0h0UfdYdgPOa9fVmebe8SYm07R2CbRCwguun0a4pi+8hNyaZzcL46oaE
-----END PRIVATE KEY-----
)";
constexpr const char* kThiefKey = R"(-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg5dPTdTAWIKIGhcuI
LyfHhuXcyE7S0SD5U/ojuAFP44mhRANCAARhXaEgeDw8KfjNjg+/VtcmJ/N+gadW
wEqgYdcreXpcr1L8uaUzA+6MgfBm1r0/bvAIw8oJo2mzgor7zZQYKnzj
-----END PRIVATE KEY-----
)";

Attempt<Key> key_of(const Session& session, Holder holder) {
  auto key = session.world().backend.private_key(holder == Holder::client ? kClientKey : kThiefKey);
  if (!key) {
    return std::unexpected(inconclusive("the key for proofs cannot be read"));
  }
  return *std::move(key);
}

Attempt<std::string> proof(const Session& session, const oauth2::ProofClaims& claims,
                           Holder holder) {
  const auto key = key_of(session, holder);
  if (!key) {
    return std::unexpected(key.error());
  }
  auto made = oauth2::make_dpop_proof(session.world().backend, "ES256", *key, claims);
  if (!made) {
    return std::unexpected(inconclusive("a proof cannot be made"));
  }
  return *std::move(made);
}

oauth::Result<std::string> thumbprint_of(const Session& session,
                                         const oauth::crypto::PrivateKey& key) {
  const auto numbers = key.public_numbers();
  if (!numbers) {
    return std::unexpected(numbers.error());
  }
  return oauth::jose::thumbprint(session.world().backend, oauth::jose::public_jwk(*numbers));
}

}  // namespace

Attempt<BoundTokens> bound_tokens(Session& session) {
  const auto code = session.code();
  if (!code) {
    return std::unexpected(code.error());
  }
  const auto made = proof(session,
                          {.method = "POST",
                           .url = session.target().server.token_endpoint,
                           .access_token = std::nullopt,
                           .nonce = std::nullopt,
                           .id = session.fresh_text(),
                           .issued = session.world().now()},
                          Holder::client);
  if (!made) {
    return std::unexpected(made.error());
  }
  const auto response =
      session.token(session.client(), session.code_form(*code), {{"DPoP", *made}});
  if (!response) {
    return std::unexpected(response.error());
  }
  auto tokens = Session::read_tokens(*response);
  if (!tokens) {
    return std::unexpected(tokens.error());
  }
  const auto key = key_of(session, Holder::client);
  if (!key) {
    return std::unexpected(key.error());
  }
  const auto thumbprint = thumbprint_of(session, **key);
  if (!thumbprint || tokens->members.value("token_type", "") != "DPoP") {
    return std::unexpected(inconclusive("the token was bound to no key"));
  }
  return BoundTokens{*std::move(tokens), *thumbprint};
}

oauth2::ProofClaims resource_claims(Session& session, std::string_view access_token) {
  return {.method = "GET",
          .url = session.target().resource,
          .access_token = std::string(access_token),
          .nonce = std::nullopt,
          .id = session.fresh_text(),
          .issued = session.world().now()};
}

Attempt<Response> bound_resource(Session& session, std::string_view access_token,
                                 const std::optional<oauth2::ProofClaims>& claims, Holder holder) {
  std::vector<HeaderField> headers = {{"Authorization", "DPoP " + std::string(access_token)}};
  if (claims) {
    auto made = proof(session, *claims, holder);
    if (!made) {
      return std::unexpected(made.error());
    }
    headers.push_back({"DPoP", *std::move(made)});
  }
  return session.get(session.target().resource, std::move(headers));
}

}  // namespace oauthspec::checks
