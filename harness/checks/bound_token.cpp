// SPDX-License-Identifier: Apache-2.0
#include "harness/checks/bound_token.h"

#include <memory>
#include <utility>

#include "harness/checks/challenges.h"
#include "harness/checks/expect.h"
#include "harness/checks/prover.h"
#include "harness/reference/crypto/backend.h"

namespace oauthspec::checks {
namespace {

namespace oauth2 = oauth::oauth2;
using Key = std::shared_ptr<const oauth::crypto::PrivateKey>;

const Key& key_of(const Session& session, Holder holder) {
  return session.target().keys.at(holder == Holder::client ? 0 : 1);
}

Attempt<std::string> proof(const Session& session, const oauth2::ProofClaims& claims,
                           Holder holder) {
  auto made =
      oauth2::make_dpop_proof(session.world().backend, "ES256", key_of(session, holder), claims);
  if (!made) {
    return std::unexpected(inconclusive("a proof cannot be made"));
  }
  return *std::move(made);
}

Attempt<Response> bound_resource_once(Session& session, std::string_view access_token,
                                      const std::optional<oauth2::ProofClaims>& claims,
                                      Holder holder) {
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

// The nonce that a proof has to have. RFC 9449 section 9
std::optional<std::string> asked_for(const Response& response) {
  const auto challenge = challenge_of(response, "dpop");
  if (!challenge || challenge->find("error") != "use_dpop_nonce") return std::nullopt;
  const auto nonce = oauth::message::find_header(response.headers, "DPoP-Nonce");
  return nonce ? std::optional<std::string>(*nonce) : std::nullopt;
}

}  // namespace

Attempt<BoundTokens> bound_tokens(Session& session) {
  const auto code = session.code();
  if (!code) {
    return std::unexpected(code.error());
  }
  Prover prover(session, key_of(session, Holder::client));
  const auto response = prover.token(session.client(), session.code_form(*code));
  if (!response) {
    return std::unexpected(response.error());
  }
  auto tokens = Session::read_tokens(*response);
  if (!tokens) {
    return std::unexpected(tokens.error());
  }
  const auto thumbprint = prover.thumbprint();
  if (!thumbprint) {
    return std::unexpected(thumbprint.error());
  }
  if (text_of(tokens->members, "token_type") != "DPoP") {
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
  auto response = bound_resource_once(session, access_token, claims, holder);
  if (!response || !claims || claims->nonce) return response;
  const auto nonce = asked_for(*response);
  if (!nonce) return response;
  oauth2::ProofClaims again = *claims;
  again.nonce = *nonce;
  again.id = session.fresh_text();
  return bound_resource_once(session, access_token, again, holder);
}

}  // namespace oauthspec::checks
