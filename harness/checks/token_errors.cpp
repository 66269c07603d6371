// SPDX-License-Identifier: Apache-2.0
// What the token endpoint refuses, and how: RFC 6749 sections 3.2 and 5.2.
#include <algorithm>
#include <array>

#include "harness/checks/asked_scope.h"
#include "harness/checks/expect.h"
#include "harness/checks/topics.h"
#include "harness/reference/oauth2/client_authentication.h"

namespace oauthspec::checks {
namespace {

// A request that every server refuses: a code that nobody issued.
Attempt<Response> refusal(Session& session) {
  auto response = session.token(session.client(), {{"grant_type", "authorization_code"},
                                                   {"code", session.fresh_text(32)},
                                                   {"redirect_uri", "https://client.example/"}});
  if (response && is_success(*response)) {
    return std::unexpected(inconclusive("a code that nobody issued was exchanged"));
  }
  return response;
}

Finding the_status_is_400(Session& session) {
  const auto response = refusal(session);
  if (!response) return response.error();
  return response->status == 400
             ? pass()
             : fail("an error came with the " + describe(*response) + ", not 400");
}

// RFC6749-5.2-1: whatever the status, this one says that there are no tokens.
Finding an_error_is_no_success(Session& session) {
  const auto response =
      session.token(session.client(), {{"grant_type", "authorization_code"},
                                       {"code", session.fresh_text(32)},
                                       {"redirect_uri", "https://client.example/"}});
  if (!response) return response.error();
  if (!is_success(*response)) return pass();
  return error_of(*response).empty() ? inconclusive("a code that nobody issued was exchanged")
                                     : fail("an error came with the " + describe(*response));
}

Finding it_is_json(Session& session) {
  const auto response = refusal(session);
  if (!response) return response.error();
  const auto body = json_of(*response);
  return body && body->is_object()
             ? pass()
             : fail("an error did not come as a JSON object of the type application/json");
}

Finding it_has_a_code(Session& session) {
  const auto response = refusal(session);
  if (!response) return response.error();
  if (!json_of(*response)) return inconclusive("the response is no JSON");
  return error_of(*response).empty() ? fail("an error response has no error code") : pass();
}

Finding the_description_is_plain(Session& session) {
  const auto response = refusal(session);
  if (!response) return response.error();
  const auto body = json_of(*response);
  if (!body || !body->is_object()) return inconclusive("the response is no JSON object");
  const auto text = body->find("error_description");
  if (text == body->end()) return pass();
  // %x20-21 %x23-5B %x5D-7E
  const bool plain =
      text->is_string() &&
      std::ranges::all_of(text->get_ref<const std::string&>(), [](char character) {
        return character >= ' ' && character <= '~' && character != '"' && character != '\\';
      });
  return plain ? pass() : fail("error_description has characters that it must not have");
}

Finding an_unknown_grant_is_named(Session& session) {
  const auto response =
      session.token(session.client(), {{"grant_type", "urn:example:" + session.fresh_text()}});
  if (!response) return response.error();
  return refused_as(*response, {"unsupported_grant_type"}, "a grant that is unknown gave tokens");
}

Finding a_missing_parameter_is_named(Session& session) {
  const auto response = session.token(session.client(), {{"grant_type", "authorization_code"}});
  if (!response) return response.error();
  return refused_as(*response, {"invalid_request"}, "a request without a code gave tokens");
}

Finding a_repeated_parameter_is_refused(Session& session) {
  const auto right = session.token(session.client(), client_credentials_form(session.client()));
  if (!right) return right.error();
  if (!is_success(*right)) {
    return inconclusive("the right request was refused: " + describe(*right));
  }
  const auto response = session.token(
      session.client(),
      also(client_credentials_form(session.client()), "grant_type", "client_credentials"));
  if (!response) return response.error();
  return refused(*response, {"invalid_request"}, "a request with grant_type twice gave tokens");
}

Finding an_empty_parameter_is_none(Session& session) {
  const auto right = session.token(session.client(), client_credentials_form());
  if (!right) return right.error();
  if (!is_success(*right)) {
    return inconclusive("a request without scope was refused: " + describe(*right));
  }
  const auto response =
      session.token(session.client(), also(client_credentials_form(), "scope", ""));
  if (!response) return response.error();
  return is_success(*response)
             ? pass()
             : fail("a request with an empty scope was refused, and one without it was not");
}

Finding an_unknown_parameter_is_ignored(Session& session) {
  const auto right = session.token(session.client(), client_credentials_form(session.client()));
  if (!right) return right.error();
  if (!is_success(*right)) {
    return inconclusive("the right request was refused: " + describe(*right));
  }
  const auto response = session.token(
      session.client(), also(client_credentials_form(session.client()), "example_unknown", "1"));
  if (!response) return response.error();
  return is_success(*response) ? pass()
                               : fail("a request with a parameter that is unknown was refused");
}

Finding get_is_refused(Session& session) {
  std::string url = session.target().server.token_endpoint;
  oauth::message::append_form_to_query(url, client_credentials_form(session.client()));
  Parameters none;
  std::vector<HeaderField> headers;
  if (!oauth::oauth2::add_client_authentication(session.client().client, none, headers)) {
    return inconclusive("the client's credentials cannot be written");
  }
  const auto response = session.get(url, std::move(headers));
  if (!response) return response.error();
  return refused(*response, {}, "a GET of the token endpoint gave tokens");
}

Finding a_client_keeps_to_its_grants(Session& session) {
  const auto response =
      session.token(sure(session.target().code_only), client_credentials_form(session.client()));
  if (!response) return response.error();
  return refused_as(*response, {"unauthorized_client"},
                    "a client that is registered for the code grant alone got a token for itself");
}

Finding an_unknown_code_is_an_invalid_grant(Session& session) {
  const auto response = session.redeem(made_up_code(session));
  if (!response) return response.error();
  return refused_as(*response, {"invalid_grant"}, "a code that nobody issued was exchanged");
}

constexpr auto kTokenErrorsChecks = std::to_array<Check>({
    {"token-errors/the-status-is-400",
     "A grant that is refused comes with the status 400",
     {"RFC6749-5.2-1"},
     Level::must,
     {Need::code_grant},
     the_status_is_400},
    {"token-errors/an-error-is-no-success",
     "An error comes with no status of success",
     {"RFC6749-5.2-1"},
     Level::must,
     {Need::code_grant},
     an_error_is_no_success},
    {"token-errors/it-is-json",
     "An error comes as a JSON object of the type application/json",
     {"RFC6749-5.2-15"},
     Level::must,
     {Need::code_grant},
     it_is_json},
    {"token-errors/it-has-a-code",
     "An error response has an error code",
     {"RFC6749-5.2-2"},
     Level::must,
     {Need::code_grant},
     it_has_a_code},
    {"token-errors/the-description-is-plain",
     "error_description has only the characters that it may have",
     {"RFC6749-5.2-13"},
     Level::must,
     {Need::code_grant},
     the_description_is_plain},
    {"token-errors/an-unknown-grant-is-named",
     "A grant type that is unknown is answered with unsupported_grant_type",
     {"RFC6749-5.2-10"},
     Level::must,
     {Need::code_grant},
     an_unknown_grant_is_named},
    {"token-errors/an-unknown-code-is-an-invalid-grant",
     "A code that nobody issued is answered with invalid_grant",
     {"RFC6749-5.2-8"},
     Level::must,
     {Need::code_grant},
     an_unknown_code_is_an_invalid_grant},
    {"token-errors/a-missing-parameter-is-named",
     "A request without a code is answered with invalid_request",
     {"RFC6749-5.2-3"},
     Level::must,
     {Need::code_grant},
     a_missing_parameter_is_named},
    {"token-errors/a-repeated-parameter-is-refused",
     "A request with grant_type twice is refused",
     {"RFC6749-3.2-11"},
     Level::must,
     {Need::client_credentials},
     a_repeated_parameter_is_refused},
    {"token-errors/an-empty-parameter-is-none",
     "A parameter without a value is treated as if it was left out",
     {"RFC6749-3.2-7"},
     Level::must,
     {Need::client_credentials},
     an_empty_parameter_is_none},
    {"token-errors/an-unknown-parameter-is-ignored",
     "A parameter that is unknown is ignored",
     {"RFC6749-3.2-8"},
     Level::must,
     {Need::client_credentials},
     an_unknown_parameter_is_ignored},
    {"token-errors/get-is-refused",
     "A GET gives no tokens",
     {"RFC6749-3.2-6"},
     Level::must,
     {Need::client_credentials},
     get_is_refused},
    {"token-errors/a-client-keeps-to-its-grants",
     "A grant type that the client is not registered for is answered with unauthorized_client",
     {"RFC6749-5.2-9"},
     Level::must,
     {Need::client_credentials, Need::code_only_client},
     a_client_keeps_to_its_grants},
});

}  // namespace

Topic token_errors() {
  return kTokenErrorsChecks;
}

}  // namespace oauthspec::checks
