// SPDX-License-Identifier: Apache-2.0
// Pushed authorization requests: RFC 9126.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>

#include "harness/checks/authorization.h"
#include "harness/checks/expect.h"
#include "harness/checks/lifetime.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

// 128 bits take 20 visible characters at least. Two that are random begin alike by chance for one or two of them: what is shorter than
// this has less, whatever its alphabet.
constexpr std::size_t kShortestRandomPart = 16;
constexpr std::int64_t kLongestWait = 300;  // Seconds that a check may take.

Attempt<Response> push(Session& session, const Parameters& parameters) {
  return session.post_as(session.client(),
                         session.target().server.pushed_authorization_request_endpoint, parameters);
}

struct Pushed {
  Parameters parameters;
  Response response;
  nlohmann::json members;
  std::string request_uri;

  [[nodiscard]] Parameters by_reference() const {
    return {{"client_id", parameters.find("client_id").value_or("")}, {"request_uri", request_uri}};
  }
};

Attempt<Pushed> pushed_of(const Parameters& parameters, const Response& response) {
  const auto body = json_of(response);
  const bool named = is_success(response) && body && body->is_object() &&
                     body->contains("request_uri") && body->at("request_uri").is_string();
  if (!named) {
    return std::unexpected(inconclusive("nothing could be pushed: " + describe(response)));
  }
  return Pushed{parameters, response, *body, body->at("request_uri").get<std::string>()};
}

Attempt<Pushed> right_push(Session& session) {
  const auto parameters = right_request(session);
  if (!parameters) return std::unexpected(parameters.error());
  const auto response = push(session, *parameters);
  if (!response) return std::unexpected(response.error());
  return pushed_of(*parameters, *response);
}

Attempt<AuthorizationAnswer> use(Session& session, const Pushed& pushed,
                                 const Parameters& parameters) {
  return ask(session, parameters, std::string(pushed.parameters.find("redirect_uri").value_or("")));
}

// The control of what follows: a pushed request gets a code.
Attempt<Pushed> used_push(Session& session) {
  auto pushed = right_push(session);
  if (!pushed) return pushed;
  const auto answer = use(session, *pushed, pushed->by_reference());
  if (!answer) return std::unexpected(answer.error());
  if (!answer->is_success()) {
    return std::unexpected(inconclusive("a pushed request gets no code: " + answer->describe()));
  }
  return pushed;
}

Finding a_pushed_request_gets_a_code(Session& session) {
  const auto pushed = right_push(session);
  if (!pushed) return pushed.error();
  const auto answer = use(session, *pushed, pushed->by_reference());
  if (!answer) return answer.error();
  return succeeded(*answer, "an authorization request by request_uri is refused");
}

Finding the_client_authenticates(Session& session) {
  const auto parameters = right_request(session);
  if (!parameters) return parameters.error();
  if (const auto control = right_push(session); !control) return control.error();
  const auto response =
      session.post(session.target().server.pushed_authorization_request_endpoint, *parameters);
  if (!response) return response.error();
  return refused(*response, {}, "a confidential client pushed a request without authentication");
}

Finding a_request_uri_is_not_pushed(Session& session) {
  const auto first = right_push(session);
  if (!first) return first.error();
  const auto response = push(session, with(first->parameters, "request_uri", first->request_uri));
  if (!response) return response.error();
  return refused(*response, {}, "a request with request_uri was pushed");
}

Finding a_request_uri_is_its_clients(Session& session) {
  if (const auto control = used_push(session); !control) return control.error();
  const auto pushed = right_push(session);
  if (!pushed) return pushed.error();
  const auto answer =
      use(session, *pushed,
          with(pushed->by_reference(), "client_id", sure(session.target().second).id()));
  if (!answer) return answer.error();
  return answer->is_success() ? fail("a request_uri was used by another client than pushed it")
                              : pass();
}

Finding a_request_uri_is_used_once(Session& session) {
  const auto pushed = used_push(session);
  if (!pushed) return pushed.error();
  const auto answer = use(session, *pushed, pushed->by_reference());
  if (!answer) return answer.error();
  return answer->is_success() ? fail("a request_uri got a second code") : pass();
}

Finding a_request_uri_expires(Session& session) {
  if (const auto control = used_push(session); !control) return control.error();
  const auto pushed = right_push(session);
  if (!pushed) return pushed.error();
  const auto lifetime = pushed->members.find("expires_in");
  if (lifetime == pushed->members.end() || !lifetime->is_number_integer() ||
      lifetime->get<std::int64_t>() > kLongestWait) {
    return inconclusive("expires_in is no number of seconds that a check can wait for");
  }
  if (const auto waited = outlive(session, lifetime->get<std::int64_t>()); !waited)
    return waited.error();
  const auto answer = use(session, *pushed, pushed->by_reference());
  if (!answer) return answer.error();
  return answer->is_success() ? fail("a request_uri got a code after its lifetime") : pass();
}

// A server may look at it when it is pushed, or when it is used.
Finding a_pushed_request_is_validated(Session& session) {
  const auto right = right_request(session);
  if (!right) return right.error();
  const Parameters wrong = also(*right, "code_challenge", session.fresh_text(43));
  const auto response = push(session, wrong);
  if (!response) return response.error();
  if (!is_success(*response)) return refused(*response, {}, "");
  const auto pushed = pushed_of(wrong, *response);
  if (!pushed) return pushed.error();
  const auto answer = use(session, *pushed, pushed->by_reference());
  if (!answer) return answer.error();
  return refused(*answer, {}, "a pushed request with code_challenge twice got a code");
}

Finding nothing_is_mixed_in(Session& session) {
  const auto pushed = right_push(session);
  if (!pushed) return pushed.error();
  const auto answer =
      use(session, *pushed, with(pushed->by_reference(), "state", session.fresh_text()));
  if (!answer) return answer.error();
  if (!answer->is_success()) {
    return inconclusive("a parameter beside request_uri is refused: " + answer->describe());
  }
  return answer->parameters.find("state") == pushed->parameters.find("state")
             ? pass()
             : fail("a parameter beside request_uri took the place of a pushed one");
}

Finding the_status_is_201(Session& session) {
  const auto pushed = right_push(session);
  if (!pushed) return pushed.error();
  return pushed->response.status == 201
             ? pass()
             : fail("the status is " + std::to_string(pushed->response.status) + ", not 201");
}

Finding expires_in_is_a_number(Session& session) {
  const auto pushed = right_push(session);
  if (!pushed) return pushed.error();
  const auto lifetime = pushed->members.find("expires_in");
  return lifetime != pushed->members.end() && lifetime->is_number_integer() &&
                 lifetime->get<std::int64_t>() > 0
             ? pass()
             : fail("expires_in is no positive number of seconds");
}

Finding the_answer_is_json(Session& session) {
  const auto parameters = right_request(session);
  if (!parameters) return parameters.error();
  const auto response = push(session, *parameters);
  if (!response) return response.error();
  if (!is_success(*response))
    return inconclusive("nothing could be pushed: " + describe(*response));
  return json_of(*response) ? pass() : fail("the response is not of application/json");
}

Finding a_request_uri_cannot_be_guessed(Session& session) {
  const auto first = right_push(session);
  if (!first) return first.error();
  const auto second = right_push(session);
  if (!second) return second.error();
  const auto same = std::ranges::mismatch(first->request_uri, second->request_uri).in1;
  const auto rest = static_cast<std::size_t>(first->request_uri.end() - same);
  return rest >= kShortestRandomPart
             ? pass()
             : fail("request_uri has a random part of " + std::to_string(rest) + " characters");
}

Finding only_post_is_taken(Session& session) {
  std::string url = session.target().server.pushed_authorization_request_endpoint;
  const auto right = right_request(session);
  if (!right) return right.error();
  oauth::message::append_form_to_query(url, *right);
  const auto response = session.get(url);
  if (!response) return response.error();
  return response->status == 405
             ? pass()
             : fail("a GET is answered with the status " + std::to_string(response->status));
}

constexpr auto kPushedAuthorizationChecks = std::to_array<Check>({
    {"pushed-authorization/code",
     "A pushed request gets a code",
     {"RFC9126-4-5"},
     Level::must,
     {Need::pushed, Need::code_grant},
     a_pushed_request_gets_a_code},
    {"pushed-authorization/client-authentication",
     "A confidential client authenticates to push a request",
     {"RFC9126-2.1-3", "RFC9126-2-4"},
     Level::must,
     {Need::pushed, Need::code_grant},
     the_client_authenticates},
    {"pushed-authorization/request-uri-is-not-pushed",
     "A request with request_uri is not pushed",
     {"RFC9126-2.1-4"},
     Level::must,
     {Need::pushed, Need::code_grant},
     a_request_uri_is_not_pushed},
    {"pushed-authorization/request-uri-of-another-client",
     "A request_uri is for the client that pushed it",
     {"RFC9126-2.2-5", "RFC9126-4-6"},
     Level::must,
     {Need::pushed, Need::code_grant, Need::second_client},
     a_request_uri_is_its_clients},
    {"pushed-authorization/request-uri-is-used-once",
     "A request_uri is used once",
     {"RFC9126-4-3", "RFC9126-7.3-1"},
     Level::should,
     {Need::pushed, Need::code_grant},
     a_request_uri_is_used_once},
    {"pushed-authorization/request-uri-expires",
     "A request_uri is refused after its lifetime",
     {"RFC9126-4-4"},
     Level::must,
     {Need::pushed, Need::code_grant},
     a_request_uri_expires,
     Waits::yes},
    {"pushed-authorization/validation",
     "A pushed request is validated as any other",
     {"RFC9126-2.1-5", "RFC9126-2.1-6"},
     Level::must,
     {Need::pushed, Need::code_grant},
     a_pushed_request_is_validated},
    {"pushed-authorization/nothing-is-mixed-in",
     "What stands beside request_uri does not change the pushed request",
     {"RFC9126-4-7"},
     Level::must,
     {Need::pushed, Need::code_grant},
     nothing_is_mixed_in},
    {"pushed-authorization/status",
     "What was pushed is answered with 201",
     {"RFC9126-2.2-1"},
     Level::must,
     {Need::pushed, Need::code_grant},
     the_status_is_201},
    {"pushed-authorization/expires-in",
     "The response says in how many seconds request_uri expires",
     {"RFC9126-2.2-2"},
     Level::must,
     {Need::pushed, Need::code_grant},
     expires_in_is_a_number},
    {"pushed-authorization/media-type",
     "The response is application/json",
     {"RFC9126-2.2-3"},
     Level::must,
     {Need::pushed, Need::code_grant},
     the_answer_is_json},
    {"pushed-authorization/length-of-request-uris",
     "A request_uri is long enough not to be guessed",
     {"RFC9126-7.1-1", "RFC9126-2.2-4"},
     Level::must,
     {Need::pushed, Need::code_grant},
     a_request_uri_cannot_be_guessed},
    {"pushed-authorization/only-post",
     "Another method than POST is answered with 405",
     {"RFC9126-2.3-4"},
     Level::should,
     {Need::pushed, Need::code_grant},
     only_post_is_taken},
});

}  // namespace

Topic pushed_authorization() {
  return kPushedAuthorizationChecks;
}

}  // namespace oauthspec::checks
