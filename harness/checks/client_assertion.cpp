// SPDX-License-Identifier: Apache-2.0
// Clients that authenticate by JWTs: RFC 7523 sections 2.2 and 3.
#include <array>
#include <string>

#include "harness/checks/expect.h"
#include "harness/checks/signed_jwt.h"
#include "harness/checks/topics.h"
#include "harness/reference/oauth2/client_authentication.h"

namespace oauthspec::checks {
namespace {

namespace oauth2 = oauth::oauth2;

Attempt<Response> send_assertion(Session& session, std::string_view jwt,
                                 const Parameters& more = {}) {
  Parameters form{{"grant_type", "client_credentials"},
                  {"client_assertion_type", oauth2::kJwtAssertionType},
                  {"client_assertion", jwt}};
  for (const auto parameter : more) {
    form.add(parameter);
  }
  return session.post(session.target().server.token_endpoint, form);
}

Attempt<std::string> right_assertion(Session& session) {
  const Signer& signer = sure(session.target().asserting);
  return sign(session, assertion(session, signer, signer.id), signer.key);
}

Finding judge(const Attempt<Response>& response, std::string_view accepted) {
  if (!response) return response.error();
  return refused(*response, {"invalid_client"}, accepted);
}

Finding assertion_control(Session& session) {
  const auto right = right_assertion(session);
  if (!right) return right.error();
  const auto response = send_assertion(session, *right);
  if (!response) return response.error();
  return is_success(*response)
             ? pass()
             : inconclusive("a right assertion was refused: " + describe(*response));
}

// Sends a right assertion, and one with claims that are changed; a null leaves one out.
Finding refuses_claims(Session& session, const nlohmann::json& changes, std::string_view accepted,
                       const Parameters& more = {}) {
  if (const Finding right = assertion_control(session); right.verdict != Verdict::pass)
    return right;
  const Signer& signer = sure(session.target().asserting);
  UnsignedJwt jwt = assertion(session, signer, signer.id);
  jwt.claims.merge_patch(changes);
  const auto signed_jwt = sign(session, jwt, signer.key);
  if (!signed_jwt) return signed_jwt.error();
  return judge(send_assertion(session, *signed_jwt, more), accepted);
}

// The same with a claim that is left out. client_id goes along, so that the server knows whose keys to take.
Finding needs_claim(Session& session, const char* name, std::string_view accepted) {
  return refuses_claims(session, {{name, nullptr}}, accepted,
                        {{"client_id", sure(session.target().asserting).id}});
}

Finding an_assertion_names_its_issuer(Session& session) {
  return needs_claim(session, "iss", "an assertion without an issuer authenticated a client");
}

Finding an_assertion_names_its_subject(Session& session) {
  return needs_claim(session, "sub", "an assertion without a subject authenticated a client");
}

Finding an_assertion_names_its_audience(Session& session) {
  return needs_claim(session, "aud", "an assertion without an audience authenticated a client");
}

Finding an_assertion_says_until_when(Session& session) {
  return needs_claim(session, "exp", "an assertion that never expires authenticated a client");
}

Finding an_audience_is_compared_to_its_end(Session& session) {
  return refuses_claims(session, {{"aud", session.target().server.token_endpoint + "-of-another"}},
                        "an assertion authenticated a client whose audience only begins as the "
                        "URL of the token endpoint");
}

// Beyond what any two clocks may be apart.
Finding an_assertion_is_not_of_long_ago(Session& session) {
  constexpr std::int64_t kTenYears = 315'360'000;
  const std::int64_t now = session.world().now();
  return refuses_claims(session, {{"iat", now - kTenYears}, {"exp", now + 60}},
                        "an assertion that was made ten years ago authenticated a client");
}

Finding an_unsecured_assertion_is_refused(Session& session) {
  if (const Finding right = assertion_control(session); right.verdict != Verdict::pass)
    return right;
  const Signer& signer = sure(session.target().asserting);
  const auto jwt = unsecured(assertion(session, signer, signer.id));
  if (!jwt) return jwt.error();
  return judge(send_assertion(session, *jwt),
               "an assertion with the algorithm none authenticated a client");
}

Finding an_assertion_brings_no_key(Session& session) {
  if (const Finding right = assertion_control(session); right.verdict != Verdict::pass)
    return right;
  const Signer& signer = sure(session.target().asserting);
  const auto jwt = signed_by_a_stranger(session, assertion(session, signer, signer.id), signer);
  if (!jwt) return jwt.error();
  return judge(send_assertion(session, *jwt),
               "an assertion authenticated a client that is signed by a key of its own header");
}

Finding an_assertion_for_others_is_refused(Session& session) {
  return refuses_claims(session, {{"aud", "https://another-server.example/token"}},
                        "an assertion for another server authenticated a client");
}

Finding an_expired_assertion_is_refused(Session& session) {
  const std::int64_t now = session.world().now();
  return refuses_claims(session, {{"iat", now - 7200}, {"exp", now - 3600}},
                        "an assertion that expired an hour ago authenticated a client");
}

Finding an_assertion_waits_for_its_time(Session& session) {
  const std::int64_t now = session.world().now();
  return refuses_claims(session, {{"nbf", now + 3600}, {"exp", now + 7200}},
                        "an assertion that is good from in an hour on authenticated a client");
}

Finding an_assertion_speaks_of_its_client(Session& session) {
  return refuses_claims(session, {{"sub", session.client().id()}},
                        "an assertion whose subject is another client authenticated its issuer");
}

Finding a_forged_assertion_is_refused(Session& session) {
  if (const Finding right = assertion_control(session); right.verdict != Verdict::pass)
    return right;
  const auto jwt = right_assertion(session);
  if (!jwt) return jwt.error();
  return judge(send_assertion(session, with_wrong_signature(*jwt)),
               "an assertion with a wrong signature authenticated a client");
}

Finding an_assertion_is_used_once(Session& session) {
  const auto jwt = right_assertion(session);
  if (!jwt) return jwt.error();
  const auto first = send_assertion(session, *jwt);
  if (!first) return first.error();
  if (!is_success(*first)) {
    return inconclusive("a right assertion was refused: " + describe(*first));
  }
  return judge(send_assertion(session, *jwt), "an assertion authenticated a client twice");
}

constexpr Needs kNeeds = {Need::asserting_client, Need::client_credentials};

constexpr auto kClientAssertionChecks = std::to_array<Check>({
    {"client-authentication/an-assertion-for-others-is-refused",
     "An assertion whose audience is another server is refused",
     {"RFC7523-3-7"},
     Level::must,
     kNeeds,
     an_assertion_for_others_is_refused},
    {"client-authentication/an-expired-assertion-is-refused",
     "An assertion that has expired is refused",
     {"RFC7523-3-10"},
     Level::must,
     kNeeds,
     an_expired_assertion_is_refused},
    {"client-authentication/an-assertion-waits-for-its-time",
     "An assertion is refused before its time",
     {"RFC7523-3-12"},
     Level::must,
     kNeeds,
     an_assertion_waits_for_its_time},
    {"client-authentication/an-assertion-speaks-of-its-client",
     "An assertion whose subject is not its issuer is refused",
     {"RFC7523-3-5"},
     Level::must,
     kNeeds,
     an_assertion_speaks_of_its_client},
    {"client-authentication/a-forged-assertion-is-refused",
     "An assertion with a wrong signature is refused",
     {"RFC7523-3-16"},
     Level::must,
     kNeeds,
     a_forged_assertion_is_refused},
    {"client-authentication/an-assertion-is-used-once",
     "An assertion is refused when it comes again",
     {"RFC7523-3-14"},
     Level::may,
     kNeeds,
     an_assertion_is_used_once},
    {"client-authentication/an-assertion-names-its-issuer",
     "An assertion without iss is refused",
     {"RFC7523-3-2"},
     Level::must,
     kNeeds,
     an_assertion_names_its_issuer},
    {"client-authentication/an-assertion-names-its-subject",
     "An assertion without sub is refused",
     {"RFC7523-3-4"},
     Level::must,
     kNeeds,
     an_assertion_names_its_subject},
    {"client-authentication/an-assertion-names-its-audience",
     "An assertion without aud is refused",
     {"RFC7523-3-6"},
     Level::must,
     kNeeds,
     an_assertion_names_its_audience},
    {"client-authentication/an-assertion-says-until-when",
     "An assertion without exp is refused",
     {"RFC7523-3-9"},
     Level::must,
     kNeeds,
     an_assertion_says_until_when},
    {"client-authentication/an-audience-is-compared-to-its-end",
     "An assertion whose audience only begins as the token endpoint is refused",
     {"RFC7523-3-8"},
     Level::must,
     kNeeds,
     an_audience_is_compared_to_its_end},
    {"client-authentication/an-assertion-is-not-of-long-ago",
     "An assertion that was made long ago is refused",
     {"RFC7523-3-13"},
     Level::may,
     kNeeds,
     an_assertion_is_not_of_long_ago},
    {"client-authentication/an-unsecured-assertion-is-refused",
     "An assertion with the algorithm none is refused",
     {"RFC7523-3-15"},
     Level::must,
     kNeeds,
     an_unsecured_assertion_is_refused},
    {"client-authentication/an-assertion-brings-no-key",
     "An assertion is verified with a key that the client registered",
     {"RFC7523-3-16"},
     Level::must,
     kNeeds,
     an_assertion_brings_no_key},
});

}  // namespace

Topic client_assertion() {
  return kClientAssertionChecks;
}

}  // namespace oauthspec::checks
