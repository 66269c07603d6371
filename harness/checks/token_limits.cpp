// SPDX-License-Identifier: Apache-2.0
// How exactly the endpoints behind clients read their parameters: RFC 6749 sections 1.9, 3.2 and 3.3, RFC 8628 section 3.1 and
// RFC 9126 section 2.1.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "harness/checks/asked_scope.h"
#include "harness/checks/authorization.h"
#include "harness/checks/expect.h"
#include "harness/checks/other_case.h"
#include "harness/checks/topics.h"
#include "harness/reference/oauth2/scope.h"

namespace oauthspec::checks {
namespace {

namespace oauth2 = oauth::oauth2;

// A form to an endpoint, and what it was made wrong by.
struct Shape {
  std::string endpoint;
  Parameters right;
  Parameters wrong;
};

Attempt<Response> send_shape(Session& session, const Shape& shape, const Parameters& form) {
  return session.post_as(session.client(), shape.endpoint, form);
}

// The right form is accepted; what comes of the other one.
Attempt<Response> answer_to(Session& session, const Shape& shape) {
  const auto right = send_shape(session, shape, shape.right);
  if (!right) return std::unexpected(right.error());
  if (!is_success(*right)) {
    return std::unexpected(inconclusive("the right request was refused: " + describe(*right)));
  }
  return send_shape(session, shape, shape.wrong);
}

Finding is_refused(Session& session, const Shape& shape, std::string_view accepted) {
  const auto response = answer_to(session, shape);
  if (!response) return response.error();
  return refused(*response, {"invalid_request"}, accepted);
}

Finding is_accepted(Session& session, const Shape& shape, std::string_view refused) {
  const auto response = answer_to(session, shape);
  if (!response) return response.error();
  if (is_success(*response)) return pass();
  if (response->status / 100 != 4) return inconclusive(describe(*response));
  return fail(fmt::format("{}: {}", refused, describe(*response)));
}

// The same parameter with the same value once more.
Parameters twice(const Parameters& form, std::string_view name) {
  return also(form, name, form.find(name).value_or(std::string_view()));
}

Finding token_parameters_come_once(Session& session) {
  if (const auto right = session.tokens(); !right) return right.error();
  for (const std::string_view name : {"code", "redirect_uri", "code_verifier"}) {
    const auto code = session.code();
    if (!code) return code.error();
    const auto response = session.token(session.client(), twice(session.code_form(*code), name));
    if (!response) return response.error();
    // Two values are none that the code was issued for, either.
    const Finding finding = refused(*response, {"invalid_request", "invalid_grant"},
                                    fmt::format("a token request with {} twice gave tokens", name));
    if (finding.verdict != Verdict::pass) return finding;
  }
  return pass();
}

Finding revocation_parameters_come_once(Session& session) {
  const Parameters right{{"token", session.fresh_text(43)}};
  return is_refused(session,
                    {session.target().server.revocation_endpoint, right, twice(right, "token")},
                    "a revocation request with token twice was served");
}

Finding introspection_parameters_come_once(Session& session) {
  const Parameters right{{"token", session.fresh_text(43)}};
  return is_refused(session,
                    {session.target().server.introspection_endpoint, right, twice(right, "token")},
                    "an introspection request with token twice was served");
}

Shape device_shape(Session& session, Parameters right, Parameters wrong) {
  return {session.target().server.device_authorization_endpoint, std::move(right),
          std::move(wrong)};
}

Finding device_parameters_come_once(Session& session) {
  const Parameters right = with_scope_of(session.client(), {});
  if (right.empty()) return inconclusive("there is no scope that could be sent twice");
  return is_refused(session, device_shape(session, right, twice(right, "scope")),
                    "a device authorization request with scope twice was served");
}

Finding unknown_device_parameters_are_ignored(Session& session) {
  const Parameters right = with_scope_of(session.client(), {});
  return is_accepted(session, device_shape(session, right, also(right, "example_unknown", "1")),
                     "a device authorization request with an unknown parameter was refused");
}

// A server may want a scope: then this says nothing.
Finding empty_device_parameters_are_none(Session& session) {
  return is_accepted(session, device_shape(session, {}, {{"scope", ""}}),
                     "a device authorization request with an empty scope was refused, and one "
                     "without it was not");
}

Attempt<Shape> push_shape(Session& session) {
  const auto right = right_request(session);
  if (!right) return std::unexpected(right.error());
  return Shape{session.target().server.pushed_authorization_request_endpoint, *right, *right};
}

Finding pushed_parameters_come_once(Session& session) {
  auto shape = push_shape(session);
  if (!shape) return shape.error();
  shape->wrong = twice(shape->right, "state");
  return is_refused(session, *shape, "a request with state twice was pushed");
}

Finding unknown_pushed_parameters_are_ignored(Session& session) {
  auto shape = push_shape(session);
  if (!shape) return shape.error();
  shape->wrong = also(shape->right, "example_unknown", "1");
  return is_accepted(session, *shape, "a request with an unknown parameter was not pushed");
}

Finding empty_pushed_parameters_are_none(Session& session) {
  auto shape = push_shape(session);
  if (!shape) return shape.error();
  shape->wrong = also(shape->right, "response_mode", "");
  return is_accepted(session, *shape, "a request with an empty response_mode was not pushed");
}

// Whatever the answer is to a request without a code: to one with an empty code it is the same.
Finding an_empty_code_is_none(Session& session) {
  const Parameters missing{{"grant_type", "authorization_code"},
                           {"redirect_uri", "https://client.example/"}};
  const auto without_code = session.token(session.client(), missing);
  if (!without_code) return without_code.error();
  const auto response = session.token(session.client(), also(missing, "code", ""));
  if (!response) return response.error();
  const bool same =
      response->status == without_code->status && error_of(*response) == error_of(*without_code);
  return same ? pass()
              : fail(fmt::format("an empty code was answered with {}, and a missing one with {}",
                                 describe(*response), describe(*without_code)));
}

// The right request of the client credentials grant, with grant_type written otherwise.
Finding refuses_grant_type(Session& session, std::string_view name, std::string_view value,
                           std::string_view accepted) {
  const Parameters right = client_credentials_form(session.client());
  const auto response = answer_to(session, {session.target().server.token_endpoint, right,
                                            also(without(right, "grant_type"), name, value)});
  if (!response) return response.error();
  return refused(*response, {}, accepted);
}

Finding names_have_their_case(Session& session) {
  return refuses_grant_type(session, "Grant_Type", "client_credentials",
                            "a token request was taken whose grant_type is written Grant_Type");
}

Finding values_have_their_case(Session& session) {
  return refuses_grant_type(session, "grant_type", "Client_Credentials",
                            "the grant_type Client_Credentials was taken");
}

Finding a_code_has_its_case(Session& session) {
  if (const auto right = session.tokens(); !right) return right.error();
  auto code = session.code();
  if (!code) return code.error();
  const std::string other = in_other_case(code->code);
  if (other == code->code) return inconclusive("the code has no letters");
  code->code = other;
  const auto response = session.redeem(*code);
  if (!response) return response.error();
  return refused(*response, {"invalid_grant", "invalid_request"},
                 "a code was exchanged in another case");
}

Finding a_refresh_token_has_its_case(Session& session) {
  const auto tokens = session.tokens();
  if (!tokens) return tokens.error();
  const std::string other = in_other_case(tokens->refresh_token);
  if (other == tokens->refresh_token) return inconclusive("there is no refresh token with letters");
  const auto response =
      session.token(session.client(), {{"grant_type", "refresh_token"}, {"refresh_token", other}});
  if (!response) return response.error();
  return refused(*response, {"invalid_grant", "invalid_request"},
                 "a refresh token was taken in another case");
}

// RFC 6749 section 3.3: a server may ignore what it does not know, and says then what it granted.
Finding a_malformed_scope_is_not_granted(Session& session) {
  if (const auto right = session.client_credentials(); !right) return right.error();
  for (const std::string_view scope : {"a\"b", "a\\b", "caf\xc3\xa9"}) {
    const auto response =
        session.token(session.client(), also(client_credentials_form(), "scope", scope));
    if (!response) return response.error();
    if (!is_success(*response)) {
      const Finding finding = refused(*response, {"invalid_scope", "invalid_request"}, "");
      if (finding.verdict != Verdict::pass) return finding;
      continue;
    }
    const auto body = json_of(*response);
    if (!body || !body->is_object()) return inconclusive("the response is no JSON object");
    if (!body->contains("scope")) return inconclusive("the response does not say what was granted");
    if (text_of(*body, "scope").find(scope) != std::string::npos) {
      return fail("a scope was granted whose characters no scope may have");
    }
  }
  return pass();
}

Finding scope_has_no_order(Session& session) {
  oauth2::Scope scope = session.client().scope;
  if (scope.size() < 2) return inconclusive("the client may ask for less than two scope tokens");
  const auto forward = oauth2::write_scope(scope);
  std::ranges::reverse(scope);
  const auto backward = oauth2::write_scope(scope);
  if (!forward || !backward) return inconclusive("the client's scope cannot be written");
  return is_accepted(
      session,
      {session.target().server.token_endpoint, also(client_credentials_form(), "scope", *forward),
       also(client_credentials_form(), "scope", *backward)},
      "a scope was refused that is granted in another order");
}

constexpr Needs kItself = {Need::client_credentials};
constexpr Needs kDevice = {Need::code_grant, Need::device};
constexpr Needs kPushed = {Need::code_grant, Need::pushed};

constexpr auto kTokenLimitsChecks = std::to_array<Check>({
    {"token-limits/token-parameters-come-once",
     "A token request with code, redirect_uri or code_verifier twice is refused",
     {"RFC6749-3.2-11"},
     Level::must,
     {Need::code_grant},
     token_parameters_come_once},
    {"token-limits/revocation-parameters-come-once",
     "A revocation request with token twice is refused",
     {"RFC7009-2.2.1-1", "RFC6749-5.2-3"},
     Level::should,
     {Need::code_grant, Need::revocation},
     revocation_parameters_come_once},
    {"token-limits/introspection-parameters-come-once",
     "An introspection request with token twice is refused",
     {"RFC6749-5.2-3"},
     Level::may,
     {Need::code_grant, Need::introspection},
     introspection_parameters_come_once},
    {"token-limits/device-parameters-come-once",
     "A device authorization request with scope twice is refused",
     {"RFC8628-3.1-8"},
     Level::must,
     kDevice,
     device_parameters_come_once},
    {"token-limits/unknown-device-parameters-are-ignored",
     "A device authorization request with an unknown parameter is served",
     {"RFC8628-3.1-7"},
     Level::must,
     kDevice,
     unknown_device_parameters_are_ignored},
    {"token-limits/empty-device-parameters-are-none",
     "A device authorization request with an empty parameter is served as one without it",
     {"RFC8628-3.1-6"},
     Level::must,
     kDevice,
     empty_device_parameters_are_none},
    {"token-limits/pushed-parameters-come-once",
     "A pushed request with state twice is refused",
     {"RFC9126-2.1-5", "RFC6749-3.1-11"},
     Level::must,
     kPushed,
     pushed_parameters_come_once},
    {"token-limits/unknown-pushed-parameters-are-ignored",
     "A pushed request with an unknown parameter is served",
     {"RFC6749-3.1-8", "RFC9126-2.1-5"},
     Level::must,
     kPushed,
     unknown_pushed_parameters_are_ignored},
    {"token-limits/empty-pushed-parameters-are-none",
     "A pushed request with an empty parameter is served as one without it",
     {"RFC6749-3.1-7", "RFC9126-2.1-5"},
     Level::must,
     kPushed,
     empty_pushed_parameters_are_none},
    {"token-limits/an-empty-code-is-none",
     "An empty code is answered as a missing one",
     {"RFC6749-3.2-7"},
     Level::must,
     {Need::code_grant},
     an_empty_code_is_none},
    {"token-limits/names-have-their-case",
     "The name of a parameter in another case is another name",
     {"RFC6749-1.9-1"},
     Level::must,
     kItself,
     names_have_their_case},
    {"token-limits/values-have-their-case",
     "A grant_type in another case is another one",
     {"RFC6749-1.9-1"},
     Level::must,
     kItself,
     values_have_their_case},
    {"token-limits/a-code-has-its-case",
     "A code in another case is refused",
     {"RFC6749-1.9-1"},
     Level::must,
     {Need::code_grant},
     a_code_has_its_case},
    {"token-limits/a-refresh-token-has-its-case",
     "A refresh token in another case is refused",
     {"RFC6749-1.9-1", "RFC6749-6-9"},
     Level::must,
     {Need::code_grant, Need::refresh_token},
     a_refresh_token_has_its_case},
    {"token-limits/a-malformed-scope-is-not-granted",
     "A scope with characters that none may have is refused, or left out",
     {"RFC6749-A.4-1", "RFC6749-5.2-11"},
     Level::must,
     kItself,
     a_malformed_scope_is_not_granted},
    {"token-limits/scope-has-no-order",
     "A scope is granted in any order of its tokens",
     {"RFC6749-3.3-1"},
     Level::must,
     kItself,
     scope_has_no_order},
});

}  // namespace

Topic token_limits() {
  return kTokenLimitsChecks;
}

}  // namespace oauthspec::checks
