// SPDX-License-Identifier: Apache-2.0
// The response of the implicit grant: RFC 6749 section 4.2.2.
#include <array>
#include <string>

#include "harness/checks/authorization.h"
#include "harness/checks/expect.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

Parameters token_request(Session& session) {
  return with(session.code_parameters({.client = &sure(session.target().open)}), "response_type",
              "token");
}

Attempt<AuthorizationAnswer> token_answer(Session& session, const Parameters& parameters) {
  auto answer = ask(session, parameters);
  if (answer && !answer->parameters.find("access_token")) {
    return std::unexpected(inconclusive("no token was given: " + answer->describe()));
  }
  return answer;
}

Finding a_token_stands_in_the_fragment(Session& session) {
  const auto answer = token_answer(session, token_request(session));
  if (!answer) return answer.error();
  return query_of(answer->arrived).find("access_token")
             ? fail("the access token is in the query of the redirection URI")
             : pass();
}

Finding no_refresh_token_is_given(Session& session) {
  const auto answer = token_answer(session, token_request(session));
  if (!answer) return answer.error();
  return answer->parameters.find("refresh_token") ? fail("the implicit grant gave a refresh token")
                                                  : pass();
}

Finding a_token_has_its_type(Session& session) {
  const auto answer = token_answer(session, token_request(session));
  if (!answer) return answer.error();
  return answer->parameters.find("token_type").value_or("").empty()
             ? fail("the response has no token_type")
             : pass();
}

Finding a_token_has_its_lifetime(Session& session) {
  const auto answer = token_answer(session, token_request(session));
  if (!answer) return answer.error();
  return answer->parameters.find("expires_in").value_or("").empty()
             ? fail("the response has no expires_in")
             : pass();
}

Finding state_comes_back(Session& session) {
  const Parameters parameters = token_request(session);
  const auto answer = token_answer(session, parameters);
  if (!answer) return answer.error();
  const Parameters response = fragment_of(answer->arrived);
  const auto state = response.find("state").value_or("");
  return state == parameters.find("state").value_or("")
             ? pass()
             : fail("state did not come back in the fragment as it was");
}

Attempt<AuthorizationAnswer> denial(Session& session, const Parameters& parameters) {
  auto answer = ask(session, parameters, std::nullopt, session.target().denying_owner);
  if (answer && answer->error().empty()) {
    return std::unexpected(inconclusive("the owner's no came to " + answer->describe()));
  }
  return answer;
}

Finding an_error_stands_in_the_fragment(Session& session) {
  const auto answer = denial(session, token_request(session));
  if (!answer) return answer.error();
  return fragment_of(answer->arrived).find("error")
             ? pass()
             : fail("the error is not in the fragment of the redirection URI");
}

Finding an_error_has_the_state(Session& session) {
  const Parameters parameters = token_request(session);
  const auto answer = denial(session, parameters);
  if (!answer) return answer.error();
  return answer->parameters.find("state") == parameters.find("state")
             ? pass()
             : fail("state did not come back with the error as it was");
}

Finding another_redirect_uri_is_refused(Session& session) {
  const Parameters right = token_request(session);
  if (const auto control = token_answer(session, right); !control) return control.error();
  const std::string& registered = sure(session.target().open).redirect_uris.front();
  const auto path = registered.find('/', registered.find("://") + 3);
  const std::string other =
      "https://attacker.example" + (path == std::string::npos ? "/" : registered.substr(path));
  const auto answer = ask(session, with(right, "redirect_uri", other));
  if (!answer) return answer.error();
  return answer->has_arrived()
             ? fail("the browser was sent to a redirection URI that is not registered")
             : pass();
}

constexpr auto kImplicitChecks = std::to_array<Check>({
    {"implicit/token-in-the-fragment",
     "The access token stands in the fragment alone",
     {"RFC6749-4.2.2-1"},
     Level::must,
     {Need::implicit},
     a_token_stands_in_the_fragment},
    {"implicit/no-refresh-token",
     "The implicit grant gives no refresh token",
     {"RFC6749-4.2.2-8"},
     Level::must,
     {Need::implicit},
     no_refresh_token_is_given},
    {"implicit/token-type",
     "The response says the token's type",
     {"RFC6749-4.2.2-3"},
     Level::must,
     {Need::implicit},
     a_token_has_its_type},
    {"implicit/expires-in",
     "The response says how long the token lives",
     {"RFC6749-4.2.2-4"},
     Level::should,
     {Need::implicit},
     a_token_has_its_lifetime},
    {"implicit/state",
     "state comes back in the fragment",
     {"RFC6749-4.2.2-7"},
     Level::must,
     {Need::implicit},
     state_comes_back},
    {"implicit/error-in-the-fragment",
     "An error of the implicit grant stands in the fragment",
     {"RFC6749-4.2.2.1-3"},
     Level::must,
     {Need::implicit, Need::denial},
     an_error_stands_in_the_fragment},
    {"implicit/state-of-an-error",
     "state comes back with an error of the implicit grant",
     {"RFC6749-4.2.2.1-8"},
     Level::must,
     {Need::implicit, Need::denial},
     an_error_has_the_state},
    {"implicit/another-redirect-uri",
     "A token is not sent to a redirection URI that is not registered",
     {"RFC6749-4.2.1-5", "RFC6749-4.2.2.1-2"},
     Level::must,
     {Need::implicit},
     another_redirect_uri_is_refused},
});

}  // namespace

Topic implicit() {
  return kImplicitChecks;
}

}  // namespace oauthspec::checks
