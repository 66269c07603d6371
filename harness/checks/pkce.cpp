// SPDX-License-Identifier: Apache-2.0
// PKCE at the authorization endpoint: RFC 7636 sections 4.2 to 4.4.
#include <array>

#include "harness/checks/authorization.h"
#include "harness/checks/expect.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

Attempt<AuthorizationAnswer> answer_with(Session& session, std::string_view challenge,
                                         std::string_view method) {
  const auto parameters = right_request(session);
  if (!parameters) return std::unexpected(parameters.error());
  const std::string kept(challenge.empty() ? parameters->find("code_challenge").value_or("")
                                           : challenge);
  return ask(session,
             with(with(*parameters, "code_challenge", kept), "code_challenge_method", method));
}

Finding an_unknown_method_is_refused(Session& session) {
  const auto answer = answer_with(session, "", "S512");
  if (!answer) return answer.error();
  return refused(*answer, {"invalid_request"},
                 "a code challenge of a method that the server cannot know was accepted");
}

Finding a_method_is_case_sensitive(Session& session) {
  const auto answer = answer_with(session, "", "s256");
  if (!answer) return answer.error();
  return refused(*answer, {"invalid_request"}, "code_challenge_method s256 was taken for S256");
}

Finding a_challenge_is_long_enough(Session& session) {
  const auto answer = answer_with(session, session.fresh_text(42), "S256");
  if (!answer) return answer.error();
  return refused(*answer, {"invalid_request"}, "a code challenge of 42 characters was accepted");
}

Finding a_challenge_is_of_its_characters(Session& session) {
  const auto answer = answer_with(session, session.fresh_text(41) + "+/", "S256");
  if (!answer) return answer.error();
  return refused(*answer, {"invalid_request"},
                 "a code challenge with characters of plain base64 was accepted");
}

Finding s256_is_not_taken_for_plain(Session& session) {
  const auto parameters = right_request(session);
  if (!parameters) return parameters.error();
  const auto answer = ask(session, *parameters);
  if (!answer) return answer.error();
  if (!answer->is_success()) {
    return inconclusive("no code was given for a challenge: " + answer->describe());
  }
  // The challenge itself for a verifier: of the right length and characters.
  const std::string challenge(parameters->find("code_challenge").value_or(""));
  const auto response = session.redeem(issued_code(*parameters, answer->parameters, challenge));
  if (!response) return response.error();
  return refused(*response, {"invalid_grant"},
                 "an S256 challenge was compared with the verifier as a plain one is");
}

Finding no_method_means_plain(Session& session) {
  const auto right = right_request(session);
  if (!right) return right.error();
  const std::string verifier = session.fresh_text(64);
  const Parameters parameters =
      with(without(*right, "code_challenge_method"), "code_challenge", verifier);
  const auto answer = ask(session, parameters);
  if (!answer) return answer.error();
  if (!answer->is_success()) {
    // Who does not offer plain says so.
    return refused(*answer, {"invalid_request"}, "");
  }
  const auto response = session.redeem(issued_code(parameters, answer->parameters, verifier));
  if (!response) return response.error();
  return is_success(*response) ? pass()
                               : fail(
                                     "a code was given for a challenge without a method, and "
                                     "refused with the verifier "
                                     "of a plain one: " +
                                     describe(*response));
}

Finding a_public_client_needs_a_challenge(Session& session) {
  const TestClient& client = sure(session.target().open);
  const auto right = right_request(session, {.client = &client});
  if (!right) return right.error();
  const auto control = ask(session, *right);
  if (!control) return control.error();
  if (!control->is_success()) return inconclusive("no code is given to the public client at all");
  const auto answer =
      ask(session, without(without(*right, "code_challenge"), "code_challenge_method"));
  if (!answer) return answer.error();
  return refused(*answer, {"invalid_request"}, "a public client got a code without a challenge");
}

constexpr auto kPkceChecks = std::to_array<Check>({
    {"pkce/unknown-method",
     "A code_challenge_method that the server does not support is refused",
     {"RFC7636-4.4.1-3"},
     Level::must,
     {Need::code_grant, Need::pkce},
     an_unknown_method_is_refused},
    {"pkce/method-is-case-sensitive",
     "code_challenge_method is compared with case",
     {"RFC7636-4.3-3"},
     Level::should,
     {Need::code_grant, Need::pkce},
     a_method_is_case_sensitive},
    {"pkce/short-challenge",
     "A code_challenge of fewer than 43 characters is refused",
     {"RFC7636-4.2-6"},
     Level::should,
     {Need::code_grant, Need::pkce},
     a_challenge_is_long_enough},
    {"pkce/characters-of-a-challenge",
     "A code_challenge with other characters than unreserved ones is refused",
     {"RFC7636-4.2-6"},
     Level::should,
     {Need::code_grant, Need::pkce},
     a_challenge_is_of_its_characters},
    {"pkce/downgrade-to-plain",
     "A verifier is checked by the method of the authorization request",
     {"RFC7636-4.5-2", "RFC7636-4.4-1"},
     Level::must,
     {Need::code_grant, Need::pkce},
     s256_is_not_taken_for_plain},
    {"pkce/no-method-is-plain",
     "A challenge without a method is a plain one, or refused",
     {"RFC7636-4.3-2", "RFC7636-4.4.1-3"},
     Level::must,
     {Need::code_grant, Need::pkce},
     no_method_means_plain},
    {"pkce/public-client-without-challenge",
     "A public client without a code_challenge is refused",
     {"RFC9700-2.1.1-2"},
     Level::should,
     {Need::open_client, Need::code_grant, Need::pkce},
     a_public_client_needs_a_challenge},
});

}  // namespace

Topic pkce() {
  return kPkceChecks;
}

}  // namespace oauthspec::checks
