// SPDX-License-Identifier: Apache-2.0
// A protected resource that takes tokens bound to a key: RFC 9449 section 7.
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "harness/checks/bound_token.h"
#include "harness/checks/challenges.h"
#include "harness/checks/expect.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

using oauth::oauth2::ProofClaims;

// A bound access token that the resource takes with a right proof.
Attempt<std::string> good_token(Session& session) {
  const auto bound = bound_tokens(session);
  if (!bound) return std::unexpected(bound.error());
  const std::string& token = bound->tokens.access_token;
  const auto response = bound_resource(session, token, resource_claims(session, token));
  if (!response) return std::unexpected(response.error());
  if (!is_success(*response)) {
    return std::unexpected(inconclusive("the resource does not take a right proof"));
  }
  return token;
}

// Sends a proof that is right but for what `change` does to it.
Finding refuses_proof(Session& session, void (*change)(ProofClaims&), std::string_view accepted) {
  const auto token = good_token(session);
  if (!token) return token.error();
  ProofClaims claims = resource_claims(session, *token);
  change(claims);
  const auto response = bound_resource(session, *token, claims);
  if (!response) return response.error();
  return refused(*response, {}, accepted);
}

Finding a_bound_token_is_no_bearer_token(Session& session) {
  const auto token = good_token(session);
  if (!token) return token.error();
  const auto response = session.resource(*token);
  if (!response) return response.error();
  return refused(*response, {}, "a bound token was taken under the scheme Bearer");
}

Attempt<Response> without_proof(Session& session) {
  const auto token = good_token(session);
  if (!token) return std::unexpected(token.error());
  return bound_resource(session, *token, std::nullopt);
}

Finding a_proof_is_needed(Session& session) {
  const auto response = without_proof(session);
  if (!response) return response.error();
  return refused(*response, {}, "a bound token was taken without a proof");
}

Finding the_proof_is_of_the_bound_key(Session& session) {
  const auto token = good_token(session);
  if (!token) return token.error();
  const auto response =
      bound_resource(session, *token, resource_claims(session, *token), Holder::thief);
  if (!response) return response.error();
  return refused(*response, {}, "a token was taken with a proof of another key");
}

Finding the_proof_is_of_the_method(Session& session) {
  return refuses_proof(
      session, [](ProofClaims& claims) { claims.method = "DELETE"; },
      "a proof of another method was taken");
}

Finding the_proof_is_of_the_url(Session& session) {
  return refuses_proof(
      session, [](ProofClaims& claims) { claims.url = "https://elsewhere.example/"; },
      "a proof of another URL was taken");
}

Finding the_proof_is_of_the_token(Session& session) {
  return refuses_proof(
      session, [](ProofClaims& claims) { claims.access_token = "another-token"; },
      "a proof of another token was taken");
}

Finding the_proof_names_its_token(Session& session) {
  return refuses_proof(
      session, [](ProofClaims& claims) { claims.access_token.reset(); },
      "a proof without ath was taken");
}

Finding the_proof_is_fresh(Session& session) {
  constexpr std::int64_t kDay = 86'400;
  // RFC 9449 section 4.3: the time is told by iat, or by a nonce of the server's.
  if (session.target().dpop_nonce)
    return unsupported("the server's nonces say when a proof was made");
  return refuses_proof(
      session, [](ProofClaims& claims) { claims.issued -= kDay; },
      "a proof was taken a day after it was made");
}

// A request that lacks its proof is one without authentication (401), or one that is malformed (400, RFC 6750 section 3.1), which says
// less of what has to be there.
bool is_challenging(const Response& response) {
  return response.status == 401 ||
         (response.status == 400 &&
          oauth::message::find_header(response.headers, "WWW-Authenticate").has_value());
}

Finding the_challenge_names_algorithms(Session& session) {
  const auto response = without_proof(session);
  if (!response) return response.error();
  if (!is_challenging(*response)) return inconclusive(describe(*response));
  const auto challenge = challenge_of(*response, "dpop");
  return challenge && challenge->find("algs")
             ? pass()
             : fail("no challenge of the scheme DPoP names the algorithms of proofs");
}

Finding the_used_scheme_has_the_error(Session& session) {
  const auto response = without_proof(session);
  if (!response) return response.error();
  if (!is_challenging(*response)) return inconclusive(describe(*response));
  const auto challenge = challenge_of(*response, "dpop");
  if (!challenge) return inconclusive("there is no challenge of the scheme DPoP");
  return challenge->find("error") ? pass()
                                  : fail("the challenge of the scheme DPoP does not say the error");
}

constexpr auto kDpopResourceChecks = std::to_array<Check>({
    {"dpop-resource/a-bound-token-is-no-bearer-token",
     "A token that is bound to a key is refused under the scheme Bearer",
     {"RFC9449-7.2-1"},
     Level::must,
     {Need::code_grant, Need::resource, Need::dpop},
     a_bound_token_is_no_bearer_token},
    {"dpop-resource/a-proof-is-needed",
     "A bound token without a proof is refused",
     {"RFC9449-7.1-1"},
     Level::must,
     {Need::code_grant, Need::resource, Need::dpop},
     a_proof_is_needed},
    {"dpop-resource/the-proof-is-of-the-bound-key",
     "A proof of another key than the token is bound to is refused",
     {"RFC9449-6-1", "RFC9449-7.1-1"},
     Level::must,
     {Need::code_grant, Need::resource, Need::dpop},
     the_proof_is_of_the_bound_key},
    {"dpop-resource/the-proof-is-of-the-method",
     "A proof of another method is refused",
     {"RFC9449-4.3-8"},
     Level::must,
     {Need::code_grant, Need::resource, Need::dpop},
     the_proof_is_of_the_method},
    {"dpop-resource/the-proof-is-of-the-url",
     "A proof of another URL is refused",
     {"RFC9449-4.3-9"},
     Level::must,
     {Need::code_grant, Need::resource, Need::dpop},
     the_proof_is_of_the_url},
    {"dpop-resource/the-proof-is-of-the-token",
     "A proof of another token is refused",
     {"RFC9449-4.3-12"},
     Level::must,
     {Need::code_grant, Need::resource, Need::dpop},
     the_proof_is_of_the_token},
    {"dpop-resource/the-proof-names-its-token",
     "A proof without ath is refused",
     {"RFC9449-4.3-12", "RFC9449-7-1"},
     Level::must,
     {Need::code_grant, Need::resource, Need::dpop},
     the_proof_names_its_token},
    {"dpop-resource/the-proof-is-fresh",
     "A proof that was made a day ago is refused",
     {"RFC9449-4.3-11", "RFC9449-11.1-1"},
     Level::must,
     {Need::code_grant, Need::resource, Need::dpop},
     the_proof_is_fresh},
    {"dpop-resource/the-challenge-names-algorithms",
     "The challenge of the scheme DPoP names the algorithms of proofs",
     {"RFC9449-7.1-2"},
     Level::should,
     {Need::code_grant, Need::resource, Need::dpop},
     the_challenge_names_algorithms},
    {"dpop-resource/the-used-scheme-has-the-error",
     "The challenge of the scheme that was used says the error",
     {"RFC9449-7.2-4"},
     Level::should,
     {Need::code_grant, Need::resource, Need::dpop},
     the_used_scheme_has_the_error},
});

}  // namespace

Topic dpop_resource() {
  return kDpopResourceChecks;
}

}  // namespace oauthspec::checks
