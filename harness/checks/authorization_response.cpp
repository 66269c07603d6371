// SPDX-License-Identifier: Apache-2.0
// What an authorization response is made of: RFC 6749 section 4.1.2, RFC 9207.
#include <algorithm>
#include <array>

#include "harness/checks/authorization.h"
#include "harness/checks/expect.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

// RFC 6749 appendix A.5 lets state have every visible character and the space.
constexpr std::string_view kOddState = R"(a+b/c=d&e?f g%20h%2Bi#j;k"l<m>n\o|p~)";
constexpr std::size_t kLongState = 600;
// What 128 bits take at least: of the 95 characters that a code may have, each is worth 6.57 bits.
constexpr std::size_t kShortestCode = 20;

// A request that is right, and that the server has to refuse nevertheless: by redirection, since client and redirection URI are known.
Attempt<AuthorizationAnswer> refusal(Session& session, std::string_view state) {
  const auto parameters = right_request(session);
  if (!parameters) return std::unexpected(parameters.error());
  auto answer =
      ask(session, with(with(*parameters, "response_type", "oauthspec_unknown"), "state", state));
  if (answer && (!answer->has_arrived() || answer->is_success())) {
    return std::unexpected(
        inconclusive("the server does not send its error to the client: " + answer->describe()));
  }
  return answer;
}

Finding same_state(const AuthorizationAnswer& answer, std::string_view state) {
  const auto returned = answer.parameters.find("state");
  if (!returned) return fail("the response has no state");
  return *returned == state ? pass() : fail("state came back changed");
}

Finding state_comes_back(Session& session) {
  const std::string state = session.fresh_text();
  const auto answer = right_answer(session, {.extra = {{"state", state}}});
  return answer ? same_state(*answer, state) : answer.error();
}

Finding odd_state_comes_back(Session& session) {
  const auto answer = right_answer(session, {.extra = {{"state", kOddState}}});
  return answer ? same_state(*answer, kOddState) : answer.error();
}

Finding long_state_comes_back(Session& session) {
  const std::string state = session.fresh_text(kLongState);
  const auto answer = right_answer(session, {.extra = {{"state", state}}});
  return answer ? same_state(*answer, state) : answer.error();
}

Finding an_error_has_the_state(Session& session) {
  const std::string state = session.fresh_text();
  const auto answer = refusal(session, state);
  return answer ? same_state(*answer, state) : answer.error();
}

Finding a_denial_has_its_error(Session& session) {
  const auto parameters = right_request(session);
  if (!parameters) return parameters.error();
  const auto answer = ask(session, *parameters, std::nullopt, session.target().denying_owner);
  if (!answer) return answer.error();
  if (answer->is_success()) return fail("the client got a code although the owner denied");
  if (!answer->has_arrived()) return inconclusive("the browser stayed on " + answer->describe());
  return refused(*answer, {"access_denied"}, "");
}

Finding a_denial_has_the_state(Session& session) {
  const auto parameters = right_request(session);
  if (!parameters) return parameters.error();
  const auto answer = ask(session, *parameters, std::nullopt, session.target().denying_owner);
  if (!answer) return answer.error();
  if (!answer->has_arrived()) return inconclusive("the browser stayed on " + answer->describe());
  return same_state(*answer, parameters->find("state").value_or(""));
}

Finding an_error_has_a_code(Session& session) {
  const auto answer = refusal(session, session.fresh_text());
  if (!answer) return answer.error();
  return answer->error().empty() ? fail("the response has neither a code nor an error") : pass();
}

// RFC 6749 section 4.1.2.1: %x20-21 / %x23-5B / %x5D-7E.
bool is_text(std::string_view text) {
  return std::ranges::all_of(text,
                             [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
}

Finding an_error_is_of_its_characters(Session& session) {
  const auto answer = refusal(session, session.fresh_text());
  if (!answer) return answer.error();
  return is_text(answer->error()) ? pass() : fail("error has a character that it must not have");
}

Finding a_description_is_of_its_characters(Session& session) {
  const auto answer = refusal(session, session.fresh_text());
  if (!answer) return answer.error();
  return is_text(answer->parameters.find("error_description").value_or(""))
             ? pass()
             : fail("error_description has a character that it must not have");
}

Finding a_code_stands_in_the_query(Session& session) {
  const auto answer = right_answer(session);
  if (!answer) return answer.error();
  return query_of(answer->arrived).find("code")
             ? pass()
             : fail("the code is not in the query of the redirection URI");
}

Finding an_error_stands_in_the_query(Session& session) {
  const auto answer = refusal(session, session.fresh_text());
  if (!answer) return answer.error();
  return query_of(answer->arrived).find("error")
             ? pass()
             : fail("the error is not in the query of the redirection URI");
}

Finding no_parameter_stands_twice(Session& session) {
  const auto answer = right_answer(session);
  if (!answer) return answer.error();
  for (const auto parameter : answer->parameters) {
    if (times_in(answer->arrived, parameter.name) > 1) {
      return fail(std::string(parameter.name) + " stands in the response more than once");
    }
  }
  return pass();
}

Finding a_code_cannot_be_guessed(Session& session) {
  const auto answer = right_answer(session);
  if (!answer) return answer.error();
  const std::size_t size = answer->parameters.find("code").value_or("").size();
  return size >= kShortestCode
             ? pass()
             : fail("a code of " + std::to_string(size) + " characters has less than 128 bits");
}

Finding codes_differ(Session& session) {
  const auto first = right_answer(session);
  if (!first) return first.error();
  const auto second = right_answer(session);
  if (!second) return second.error();
  return first->parameters.find("code") != second->parameters.find("code")
             ? pass()
             : fail("two authorizations got the same code");
}

bool says_iss(const Session& session) {
  return session.target().server.iss_supported.value_or(false);
}

Finding same_iss(const Session& session, const AuthorizationAnswer& answer) {
  const auto iss = answer.parameters.find("iss");
  if (!iss) return fail("the response has no iss, which the server's metadata promises");
  return *iss == session.target().server.issuer
             ? pass()
             : fail("iss is not the issuer of the server's metadata");
}

Finding a_success_has_iss(Session& session) {
  if (!says_iss(session)) return unsupported("the server does not promise iss");
  const auto answer = right_answer(session);
  if (!answer) return answer.error();
  return answer->parameters.find("iss") ? pass()
                                        : fail("the response has no iss, which is promised");
}

Finding an_error_has_iss(Session& session) {
  if (!says_iss(session)) return unsupported("the server does not promise iss");
  const auto answer = refusal(session, session.fresh_text());
  if (!answer) return answer.error();
  return answer->parameters.find("iss") ? pass()
                                        : fail("the error response has no iss, which is promised");
}

Finding iss_is_the_issuer(Session& session) {
  if (!says_iss(session)) return unsupported("the server does not promise iss");
  const auto answer = right_answer(session);
  return answer ? same_iss(session, *answer) : answer.error();
}

constexpr auto kAuthorizationResponseChecks = std::to_array<Check>({
    {"authorization-response/state",
     "state comes back with the code",
     {"RFC6749-4.1.2-9"},
     Level::must,
     {Need::code_grant},
     state_comes_back},
    {"authorization-response/odd-state",
     "state of any visible characters comes back as it was",
     {"RFC6749-4.1.2-9"},
     Level::must,
     {Need::code_grant},
     odd_state_comes_back},
    {"authorization-response/long-state",
     "A long state comes back whole",
     {"RFC6749-4.1.2-9"},
     Level::should,
     {Need::code_grant},
     long_state_comes_back},
    {"authorization-response/state-of-an-error",
     "state comes back with an error",
     {"RFC6749-4.1.2.1-16"},
     Level::must,
     {Need::code_grant},
     an_error_has_the_state},
    {"authorization-response/denial",
     "An owner who denies gives the client access_denied, and no code",
     {"RFC6749-4.1.2.1-7", "RFC6749-10.12-5"},
     Level::must,
     {Need::code_grant, Need::denial},
     a_denial_has_its_error},
    {"authorization-response/state-of-a-denial",
     "state comes back when the owner denies",
     {"RFC6749-4.1.2.1-16"},
     Level::must,
     {Need::code_grant, Need::denial},
     a_denial_has_the_state},
    {"authorization-response/error",
     "An error response has an error",
     {"RFC6749-4.1.2.1-4"},
     Level::must,
     {Need::code_grant},
     an_error_has_a_code},
    {"authorization-response/characters-of-error",
     "error is made of the characters that it may have",
     {"RFC6749-4.1.2.1-12"},
     Level::must,
     {Need::code_grant},
     an_error_is_of_its_characters},
    {"authorization-response/characters-of-error-description",
     "error_description is made of the characters that it may have",
     {"RFC6749-4.1.2.1-13"},
     Level::must,
     {Need::code_grant},
     a_description_is_of_its_characters},
    {"authorization-response/code-in-the-query",
     "A code stands in the query of the redirection URI",
     {"RFC6749-4.1.2-2"},
     Level::must,
     {Need::code_grant},
     a_code_stands_in_the_query},
    {"authorization-response/error-in-the-query",
     "The error of a request that is not for a token stands in the query of the redirection URI",
     {"RFC6749-4.1.2.1-3"},
     Level::must,
     {Need::code_grant},
     an_error_stands_in_the_query},
    {"authorization-response/repeated-parameter",
     "No parameter of the response stands twice",
     {"RFC6749-3.1-10"},
     Level::must,
     {Need::code_grant},
     no_parameter_stands_twice},
    {"authorization-response/length-of-codes",
     "A code is long enough not to be guessed",
     {"RFC6749-10.10-2", "RFC6749-10.10-1"},
     Level::must,
     {Need::code_grant},
     a_code_cannot_be_guessed},
    {"authorization-response/codes-differ",
     "Two authorizations get two codes",
     {"RFC6749-10.10-1"},
     Level::must,
     {Need::code_grant},
     codes_differ},
    {"authorization-response/iss",
     "The response has iss where the metadata promises it",
     {"RFC9207-2-1"},
     Level::must,
     {Need::code_grant, Need::metadata},
     a_success_has_iss},
    {"authorization-response/iss-of-an-error",
     "An error response has iss where the metadata promises it",
     {"RFC9207-2-2"},
     Level::must,
     {Need::code_grant, Need::metadata},
     an_error_has_iss},
    {"authorization-response/iss-is-the-issuer",
     "iss is the issuer of the metadata, character by character",
     {"RFC9207-2.3-2"},
     Level::must,
     {Need::code_grant, Need::metadata},
     iss_is_the_issuer},
});

}  // namespace

Topic authorization_response() {
  return kAuthorizationResponseChecks;
}

}  // namespace oauthspec::checks
