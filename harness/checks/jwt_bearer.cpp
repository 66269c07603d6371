// SPDX-License-Identifier: Apache-2.0
// JWTs as authorization grants: RFC 7523 section 2.1.
#include <array>

#include "harness/checks/expect.h"
#include "harness/checks/signed_jwt.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

Attempt<Response> send_grant(Session& session, std::string_view jwt) {
  return session.token(
      session.client(),
      {{"grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"}, {"assertion", jwt}});
}

// With claims that are changed; a null leaves one out.
Attempt<std::string> grant_with(Session& session, const nlohmann::json& changes) {
  const Signer& issuer = sure(session.target().assertion_issuer);
  UnsignedJwt jwt = assertion(session, issuer, session.target().assertion_subject);
  jwt.claims.merge_patch(changes);
  return sign(session, jwt, issuer.key);
}

Attempt<IssuedTokens> tokens_for(Session& session, const nlohmann::json& changes) {
  const auto jwt = grant_with(session, changes);
  if (!jwt) return std::unexpected(jwt.error());
  const auto response = send_grant(session, *jwt);
  if (!response) return std::unexpected(response.error());
  return Session::read_tokens(*response);
}

Finding it_is_exchanged(Session& session) {
  const auto tokens = tokens_for(session, nlohmann::json::object());
  return tokens ? pass() : tokens.error();
}

Finding judge(const Attempt<Response>& response, std::string_view accepted) {
  if (!response) return response.error();
  return refused(*response, {"invalid_grant"}, accepted);
}

Finding refuses_claims(Session& session, const nlohmann::json& changes, std::string_view accepted) {
  if (const Finding right = it_is_exchanged(session); right.verdict != Verdict::pass) return right;
  const auto jwt = grant_with(session, changes);
  if (!jwt) return jwt.error();
  return judge(send_grant(session, *jwt), accepted);
}

Finding the_issuer_is_known(Session& session) {
  return refuses_claims(session, {{"iss", sure(session.target().assertion_issuer).id + "/"}},
                        "a JWT was taken whose issuer is not the one whose key signed it");
}

Finding it_is_for_this_server(Session& session) {
  return refuses_claims(session, {{"aud", "https://another-server.example/token"}},
                        "a JWT for another server was taken as a grant");
}

Finding it_expires(Session& session) {
  const std::int64_t now = session.world().now();
  return refuses_claims(session, {{"iat", now - 7200}, {"exp", now - 3600}},
                        "a JWT that expired an hour ago was taken as a grant");
}

Finding it_waits_for_its_time(Session& session) {
  const std::int64_t now = session.world().now();
  return refuses_claims(session, {{"nbf", now + 3600}, {"exp", now + 7200}},
                        "a JWT that is good from in an hour on was taken as a grant");
}

Finding needs_claim(Session& session, const char* name, std::string_view accepted) {
  return refuses_claims(session, {{name, nullptr}}, accepted);
}

Finding it_says_until_when(Session& session) {
  return needs_claim(session, "exp", "a JWT that never expires was taken as a grant");
}

Finding it_names_its_issuer(Session& session) {
  return needs_claim(session, "iss", "a JWT without an issuer was taken as a grant");
}

Finding it_names_its_subject(Session& session) {
  return needs_claim(session, "sub", "a JWT that speaks of nobody was taken as a grant");
}

Finding it_names_its_audience(Session& session) {
  return needs_claim(session, "aud", "a JWT without an audience was taken as a grant");
}

Finding an_audience_is_compared_to_its_end(Session& session) {
  return refuses_claims(session, {{"aud", session.target().server.token_endpoint + "-of-another"}},
                        "a JWT was taken as a grant whose audience only begins as the URL of the "
                        "token endpoint");
}

Finding it_brings_no_key(Session& session) {
  if (const Finding right = it_is_exchanged(session); right.verdict != Verdict::pass) return right;
  const Signer& issuer = sure(session.target().assertion_issuer);
  const auto jwt = signed_by_a_stranger(
      session, assertion(session, issuer, session.target().assertion_subject), issuer);
  if (!jwt) return jwt.error();
  return judge(send_grant(session, *jwt),
               "a JWT was taken as a grant that is signed by a key of its own header");
}

Finding a_forged_one_is_refused(Session& session) {
  if (const Finding right = it_is_exchanged(session); right.verdict != Verdict::pass) return right;
  const auto jwt = grant_with(session, nlohmann::json::object());
  if (!jwt) return jwt.error();
  return judge(send_grant(session, with_wrong_signature(*jwt)),
               "a JWT with a wrong signature was taken as a grant");
}

Finding an_unsecured_one_is_refused(Session& session) {
  if (const Finding right = it_is_exchanged(session); right.verdict != Verdict::pass) return right;
  const auto jwt = unsecured(assertion(session, sure(session.target().assertion_issuer),
                                       session.target().assertion_subject));
  if (!jwt) return jwt.error();
  return judge(send_grant(session, *jwt), "a JWT with the algorithm none was taken as a grant");
}

Finding it_is_used_once(Session& session) {
  const auto jwt = grant_with(session, nlohmann::json::object());
  if (!jwt) return jwt.error();
  const auto first = send_grant(session, *jwt);
  if (!first) return first.error();
  if (!is_success(*first)) return inconclusive("a right JWT was refused: " + describe(*first));
  return judge(send_grant(session, *jwt), "a JWT was taken as a grant twice");
}

Finding a_token_does_not_outlive_it(Session& session) {
  constexpr std::int64_t kSignificant = 600;
  const auto tokens = tokens_for(session, {{"exp", session.world().now() + 60}});
  if (!tokens) return tokens.error();
  const auto lifetime = tokens->expires_in();
  if (!lifetime) return lifetime.error();
  return *lifetime > 60 + kSignificant
             ? fail("the access token lives much longer than the JWT that it was issued for")
             : pass();
}

constexpr auto kJwtBearerChecks = std::to_array<Check>({
    {"jwt-bearer/it-is-exchanged",
     "A JWT of an issuer that is trusted is exchanged for an access token",
     {"RFC7523-2.1-1"},
     Level::must,
     {Need::code_grant, Need::jwt_bearer},
     it_is_exchanged},
    {"jwt-bearer/the-issuer-is-known",
     "A JWT of an issuer that is unknown is refused",
     {"RFC7523-3-3"},
     Level::must,
     {Need::code_grant, Need::jwt_bearer},
     the_issuer_is_known},
    {"jwt-bearer/it-is-for-this-server",
     "A JWT whose audience is another server is refused",
     {"RFC7523-3-7"},
     Level::must,
     {Need::code_grant, Need::jwt_bearer},
     it_is_for_this_server},
    {"jwt-bearer/it-expires",
     "A JWT that has expired is refused",
     {"RFC7523-3-10"},
     Level::must,
     {Need::code_grant, Need::jwt_bearer},
     it_expires},
    {"jwt-bearer/it-waits-for-its-time",
     "A JWT is refused before its time",
     {"RFC7523-3-12"},
     Level::must,
     {Need::code_grant, Need::jwt_bearer},
     it_waits_for_its_time},
    {"jwt-bearer/it-says-until-when",
     "A JWT without an expiry is refused",
     {"RFC7523-3-9"},
     Level::must,
     {Need::code_grant, Need::jwt_bearer},
     it_says_until_when},
    {"jwt-bearer/it-names-its-issuer",
     "A JWT without iss is refused",
     {"RFC7523-3-2"},
     Level::must,
     {Need::code_grant, Need::jwt_bearer},
     it_names_its_issuer},
    {"jwt-bearer/it-names-its-subject",
     "A JWT without sub is refused",
     {"RFC7523-3-4"},
     Level::must,
     {Need::code_grant, Need::jwt_bearer},
     it_names_its_subject},
    {"jwt-bearer/it-names-its-audience",
     "A JWT without aud is refused",
     {"RFC7523-3-6"},
     Level::must,
     {Need::code_grant, Need::jwt_bearer},
     it_names_its_audience},
    {"jwt-bearer/an-audience-is-compared-to-its-end",
     "A JWT whose audience only begins as the token endpoint is refused",
     {"RFC7523-3-8"},
     Level::must,
     {Need::code_grant, Need::jwt_bearer},
     an_audience_is_compared_to_its_end},
    {"jwt-bearer/it-brings-no-key",
     "A JWT is verified with a key of its issuer that the server knows",
     {"RFC7523-3-16"},
     Level::must,
     {Need::code_grant, Need::jwt_bearer},
     it_brings_no_key},
    {"jwt-bearer/a-forged-one-is-refused",
     "A JWT with a wrong signature is refused",
     {"RFC7523-3-16"},
     Level::must,
     {Need::code_grant, Need::jwt_bearer},
     a_forged_one_is_refused},
    {"jwt-bearer/an-unsecured-one-is-refused",
     "A JWT with the algorithm none is refused",
     {"RFC7523-3-15"},
     Level::must,
     {Need::code_grant, Need::jwt_bearer},
     an_unsecured_one_is_refused},
    {"jwt-bearer/it-is-used-once",
     "A JWT is refused when it comes again",
     {"RFC7523-3-14"},
     Level::may,
     {Need::code_grant, Need::jwt_bearer},
     it_is_used_once},
    {"jwt-bearer/a-token-does-not-outlive-it",
     "An access token lives not much longer than the JWT that it was issued for",
     {"RFC7521-4.1-5"},
     Level::should,
     {Need::code_grant, Need::jwt_bearer},
     a_token_does_not_outlive_it},
});

}  // namespace

Topic jwt_bearer() {
  return kJwtBearerChecks;
}

}  // namespace oauthspec::checks
