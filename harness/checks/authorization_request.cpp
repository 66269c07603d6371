// SPDX-License-Identifier: Apache-2.0
// What an authorization server makes of the parameters of an authorization request: RFC 6749 sections 3.1 and 4.1.1.
#include <array>

#include "harness/checks/authorization.h"
#include "harness/checks/expect.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

constexpr std::string_view kUnknownType = "oauthspec_unknown";

Finding an_unknown_response_type_is_refused(Session& session) {
  const auto right = right_request(session);
  if (!right) return right.error();
  const auto answer = ask(session, with(*right, "response_type", kUnknownType));
  if (!answer) return answer.error();
  return refused(*answer, {"unsupported_response_type", "invalid_request", "unauthorized_client"},
                 "a response_type that the server cannot know was answered with success");
}

// Which of the codes it is: RFC 6749 section 4.1.2.1 has one for this very case.
Finding an_unknown_response_type_has_its_error(Session& session) {
  const auto right = right_request(session);
  if (!right) return right.error();
  const auto answer = ask(session, with(*right, "response_type", kUnknownType));
  if (!answer) return answer.error();
  return refused(*answer, {"unsupported_response_type"},
                 "a response_type that the server cannot know was answered with success");
}

Finding a_missing_response_type_is_refused(Session& session) {
  const auto right = right_request(session);
  if (!right) return right.error();
  const auto answer = ask(session, without(*right, "response_type"));
  if (!answer) return answer.error();
  return refused(*answer, {}, "a request without response_type was answered with success");
}

Finding a_repeated_parameter_is_refused(Session& session) {
  const auto right = right_request(session);
  if (!right) return right.error();
  const auto answer = ask(session, also(*right, "response_type", "code"));
  if (!answer) return answer.error();
  return refused(*answer, {"invalid_request"}, "a request with response_type twice was accepted");
}

Finding an_unknown_parameter_is_ignored(Session& session) {
  const auto right = right_request(session);
  if (!right) return right.error();
  const auto control = ask(session, *right);
  if (!control) return control.error();
  if (!control->is_success()) return inconclusive("the right request is refused, too");
  const auto answer = ask(session, with(*right, "oauthspec_unknown", "1"));
  if (!answer) return answer.error();
  return succeeded(*answer, "a request with a parameter that is not known is refused");
}

Finding a_parameter_without_a_value_is_omitted(Session& session) {
  const auto right = right_request(session, {.scope = ""});
  if (!right) return right.error();
  const auto control = ask(session, *right);
  if (!control) return control.error();
  const auto answer = ask(session, with(*right, "scope", ""));
  if (!answer) return answer.error();
  if (control->is_success() == answer->is_success() && control->error() == answer->error()) {
    return pass();
  }
  return fail("without scope the answer is " + control->describe() + ", with an empty one " +
              answer->describe());
}

Finding an_unknown_scope_has_its_error(Session& session) {
  const auto right = right_request(session, {.scope = "oauthspec_" + session.fresh_text()});
  if (!right) return right.error();
  const auto answer = ask(session, *right);
  if (!answer) return answer.error();
  // RFC 6749 section 3.3 lets a server ignore it. One that is left with no scope at all then denies the request.
  return answer->is_success() ? pass() : refused(*answer, {"invalid_scope", "access_denied"}, "");
}

Finding a_malformed_scope_has_its_error(Session& session) {
  const auto right = right_request(session, {.scope = "\"" + session.fresh_text() + "\\"});
  if (!right) return right.error();
  const auto answer = ask(session, *right);
  if (!answer) return answer.error();
  return answer->is_success() ? pass() : refused(*answer, {"invalid_scope", "invalid_request"}, "");
}

Finding scope_has_no_order(Session& session) {
  const auto& scope = session.client().scope;
  if (scope.size() < 2) return unsupported("the client has one scope token alone");
  const auto forwards = right_request(session, {.scope = scope[0] + " " + scope[1]});
  const auto backwards = right_request(session, {.scope = scope[1] + " " + scope[0]});
  if (!forwards || !backwards) return inconclusive("no request could be made");
  const auto control = ask(session, *forwards);
  if (!control) return control.error();
  if (!control->is_success()) return inconclusive("the scope in its usual order is refused, too");
  const auto answer = ask(session, *backwards);
  if (!answer) return answer.error();
  return succeeded(*answer, "the scope in another order is refused");
}

Finding other_sites_do_not_read_it(Session& session) {
  const auto right = right_request(session);
  if (!right) return right.error();
  std::string url = session.target().server.authorization_endpoint;
  oauth::message::append_form_to_query(url, *right);
  const auto response = session.get(url, {{"Origin", "https://attacker.example"}});
  if (!response) return response.error();
  return oauth::message::find_header(response->headers, "Access-Control-Allow-Origin")
             ? fail("the authorization endpoint has Access-Control-Allow-Origin")
             : pass();
}

constexpr auto kAuthorizationRequestChecks = std::to_array<Check>({
    {"authorization-request/unknown-response-type",
     "A response_type that the server does not understand is refused",
     {"RFC6749-3.1.1-5"},
     Level::must,
     {Need::code_grant},
     an_unknown_response_type_is_refused},
    {"authorization-request/error-of-an-unknown-response-type",
     "The error of a response_type that is not understood is unsupported_response_type",
     {"RFC6749-4.1.2.1-8"},
     Level::should,
     {Need::code_grant},
     an_unknown_response_type_has_its_error},
    {"authorization-request/missing-response-type",
     "A request without response_type is refused",
     {"RFC6749-3.1.1-4"},
     Level::must,
     {Need::code_grant},
     a_missing_response_type_is_refused},
    {"authorization-request/repeated-parameter",
     "A request with a parameter twice is refused",
     {"RFC6749-3.1-11", "RFC6749-4.1.2.1-5"},
     Level::should,
     {Need::code_grant},
     a_repeated_parameter_is_refused},
    {"authorization-request/unknown-parameter",
     "A parameter that is not known is ignored",
     {"RFC6749-3.1-8"},
     Level::must,
     {Need::code_grant},
     an_unknown_parameter_is_ignored},
    {"authorization-request/parameter-without-value",
     "A parameter without a value counts as one left out",
     {"RFC6749-3.1-7"},
     Level::must,
     {Need::code_grant},
     a_parameter_without_a_value_is_omitted},
    {"authorization-request/unknown-scope",
     "The error of a scope that is not known is invalid_scope",
     {"RFC6749-4.1.2.1-9"},
     Level::should,
     {Need::code_grant},
     an_unknown_scope_has_its_error},
    {"authorization-request/malformed-scope",
     "A malformed scope is refused as such, or ignored",
     {"RFC6749-4.1.2.1-9"},
     Level::should,
     {Need::code_grant},
     a_malformed_scope_has_its_error},
    {"authorization-request/order-of-scope",
     "The order of scope tokens means nothing",
     {"RFC6749-3.3-1"},
     Level::must,
     {Need::code_grant},
     scope_has_no_order},
    {"authorization-request/cross-origin",
     "No script of another origin reads the authorization endpoint's responses",
     {"RFC9700-2.6-9"},
     Level::must,
     {Need::code_grant},
     other_sites_do_not_read_it},
});

}  // namespace

Topic authorization_request() {
  return kAuthorizationRequestChecks;
}

}  // namespace oauthspec::checks
