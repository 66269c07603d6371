// SPDX-License-Identifier: Apache-2.0
// A protected resource that takes bearer tokens: RFC 6750.
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "harness/checks/challenges.h"
#include "harness/checks/expect.h"
#include "harness/checks/lifetime.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

// The error code of a response of a resource: RFC 6750 section 3 has it in the challenge.
std::string error_in_challenge(const Response& response) {
  for (const auto& challenge : challenges_of(response)) {
    if (const auto error = challenge.find("error")) return std::string(*error);
  }
  return {};
}

// An access token that the resource takes.
Attempt<std::string> good_token(Session& session) {
  const auto tokens = session.tokens();
  if (!tokens) return std::unexpected(tokens.error());
  const auto takes = session.takes(tokens->access_token);
  if (!takes) return std::unexpected(takes.error());
  if (!*takes) return std::unexpected(inconclusive("the resource does not take a fresh token"));
  return tokens->access_token;
}

Attempt<Response> without_token(Session& session) {
  return session.get(session.target().resource);
}
Attempt<Response> with_unknown_token(Session& session) {
  return session.resource(session.fresh_text(43));
}

Finding a_token_is_asked_for(Session& session) {
  const auto response = without_token(session);
  if (!response) return response.error();
  if (is_success(*response)) return fail("the resource is given away without a token");
  if (response->status != 401) {
    return fail("a request without a token was answered with " + describe(*response));
  }
  return oauth::message::find_header(response->headers, "WWW-Authenticate")
             ? pass()
             : fail("a request without a token got no WWW-Authenticate");
}

Finding the_challenge_is_bearer(Session& session) {
  const auto response = without_token(session);
  if (!response) return response.error();
  if (response->status != 401) return inconclusive("no token is asked for");
  return challenge_of(*response, "bearer") ? pass() : fail("no challenge has the scheme Bearer");
}

Finding the_challenge_has_a_parameter(Session& session) {
  const auto response = without_token(session);
  if (!response) return response.error();
  const auto challenge = challenge_of(*response, "bearer");
  if (!challenge) return inconclusive("there is no challenge of the scheme Bearer");
  return challenge->parameters.empty() ? fail("the scheme Bearer stands alone in its challenge")
                                       : pass();
}

Finding no_error_without_a_token(Session& session) {
  const auto response = without_token(session);
  if (!response) return response.error();
  if (response->status != 401) return inconclusive("no token is asked for");
  return error_in_challenge(*response).empty()
             ? pass()
             : fail("a request without a token is told an error code");
}

Finding an_unknown_token_is_refused(Session& session) {
  if (const auto control = good_token(session); !control) return control.error();
  const auto response = with_unknown_token(session);
  if (!response) return response.error();
  if (is_success(*response)) return fail("a token that nobody issued opens the resource");
  return response->status == 401
             ? pass()
             : fail("a token that nobody issued was answered with " + describe(*response));
}

Finding the_error_is_told(Session& session) {
  const auto response = with_unknown_token(session);
  if (!response) return response.error();
  if (response->status / 100 != 4) return inconclusive(describe(*response));
  return error_in_challenge(*response).empty()
             ? fail("a wrong token is answered without an error code in the challenge")
             : pass();
}

Finding the_error_is_invalid_token(Session& session) {
  const auto response = with_unknown_token(session);
  if (!response) return response.error();
  const std::string error = error_in_challenge(*response);
  if (error.empty()) return inconclusive("no error code is told");
  return error == "invalid_token" ? pass() : fail("a wrong token is answered with " + error);
}

Finding an_expired_token_is_refused(Session& session) {
  const auto tokens = session.tokens();
  if (!tokens) return tokens.error();
  const auto before = session.takes(tokens->access_token);
  if (!before) return before.error();
  if (!*before) return inconclusive("the resource does not take a fresh token");
  const auto lifetime = tokens->expires_in();
  if (!lifetime) return lifetime.error();
  if (const auto waited = outlive(session, *lifetime); !waited) return waited.error();
  const auto after = session.takes(tokens->access_token);
  if (!after) return after.error();
  return *after ? fail("a token opens the resource after its time") : pass();
}

Finding a_revoked_token_is_refused(Session& session) {
  const auto token = good_token(session);
  if (!token) return token.error();
  const auto revoked = session.post_as(
      session.client(), session.target().server.revocation_endpoint, {{"token", *token}});
  if (!revoked) return revoked.error();
  if (!is_success(*revoked)) return inconclusive("the token was not revoked");
  const auto after = session.takes(*token);
  if (!after) return after.error();
  return *after ? fail("a revoked token opens the resource") : pass();
}

// What a token with one scope token of the client's alone is refused with; nothing where each opens the resource.
Attempt<std::optional<Response>> refused_for_its_scope(Session& session) {
  std::optional<Response> refusal;
  bool opened = false;
  for (const std::string& scope : session.client().scope) {
    CodeRequest request;
    request.scope = scope;
    const auto tokens = session.tokens(request);
    if (!tokens) return std::unexpected(tokens.error());
    const auto response = session.resource(tokens->access_token);
    if (!response) return std::unexpected(response.error());
    opened = opened || is_success(*response);
    if (!is_success(*response)) refusal = *response;
  }
  if (!opened) return std::unexpected(inconclusive("no scope token of the client's is enough"));
  return refusal;
}

Finding insufficient_scope_is_told(Session& session) {
  const auto response = refused_for_its_scope(session);
  if (!response) return response.error();
  if (!*response) return {Verdict::pass, "each scope of the client's opens the resource"};
  const std::string error = error_in_challenge(**response);
  return error.empty() || error == "insufficient_scope"
             ? pass()
             : fail("a token of too little scope is answered with " + error);
}

Finding insufficient_scope_is_403(Session& session) {
  const auto response = refused_for_its_scope(session);
  if (!response) return response.error();
  if (!*response) return {Verdict::pass, "each scope of the client's opens the resource"};
  return (*response)->status == 403
             ? pass()
             : fail("a token of too little scope is answered with " + describe(**response));
}

// A token in two places at once; what the resource says of it, where it takes either.
Attempt<std::optional<Response>> twice_shown(Session& session) {
  const auto token = good_token(session);
  if (!token) return std::unexpected(token.error());
  const Parameters form{{"access_token", *token}};
  const auto in_body = session.post(session.target().resource, form);
  if (!in_body) return std::unexpected(in_body.error());
  if (!is_success(*in_body)) return std::nullopt;
  auto both =
      session.post(session.target().resource, form, {{"Authorization", "Bearer " + *token}});
  if (!both) return std::unexpected(both.error());
  return std::optional(*std::move(both));
}

Finding two_ways_at_once_are_refused(Session& session) {
  const auto response = twice_shown(session);
  if (!response) return response.error();
  if (!*response) return {Verdict::pass, "the resource takes no token in the body"};
  return is_success(**response)
             ? fail("a request with its token in the header field and in the body was served")
             : pass();
}

Finding two_ways_at_once_are_400(Session& session) {
  const auto response = twice_shown(session);
  if (!response) return response.error();
  if (!*response) return {Verdict::pass, "the resource takes no token in the body"};
  if (is_success(**response)) return inconclusive("the request was served");
  return (*response)->status == 400
             ? pass()
             : fail("a request with two tokens is answered with " + describe(**response));
}

Finding an_answer_to_a_query_is_private(Session& session) {
  const auto token = good_token(session);
  if (!token) return token.error();
  const std::string& url = session.target().resource;
  const char* mark = url.find('?') == std::string::npos ? "?" : "&";
  const auto response = session.get(url + mark + "access_token=" + *token);
  if (!response) return response.error();
  if (!is_success(*response)) return {Verdict::pass, "the resource takes no token in the query"};
  const auto control = oauth::message::find_header(response->headers, "Cache-Control");
  // no-store forbids more than private does.
  const bool kept = control && (control->find("private") != std::string_view::npos ||
                                control->find("no-store") != std::string_view::npos);
  return kept ? pass() : fail("what a token in the query opened may be kept by every cache");
}

Finding the_scheme_has_no_case(Session& session) {
  const auto token = good_token(session);
  if (!token) return token.error();
  const auto response =
      session.get(session.target().resource, {{"Authorization", "bearer " + *token}});
  if (!response) return response.error();
  return is_success(*response) ? pass() : fail("the scheme is refused in lower case");
}

// A token that is refused there may be good for nothing at this resource: it has to be taken in another place to show that it is.
Finding the_field_is_a_way(Session& session) {
  const auto tokens = session.tokens();
  if (!tokens) return tokens.error();
  const auto in_field = session.resource(tokens->access_token);
  if (!in_field) return in_field.error();
  if (is_success(*in_field)) return pass();
  const std::string& url = session.target().resource;
  const auto in_query =
      session.get(url + (url.contains('?') ? "&" : "?") + "access_token=" + tokens->access_token);
  const auto in_body = session.post(url, {{"access_token", tokens->access_token}});
  const bool taken = (in_query && is_success(*in_query)) || (in_body && is_success(*in_body));
  return taken ? fail("a token is taken in the query or the body, and not in Authorization")
               : inconclusive("the resource answered with " + describe(*in_field));
}

constexpr auto kProtectedResourceChecks = std::to_array<Check>({
    {"protected-resource/a-token-is-asked-for",
     "A request without a token is answered with 401 and WWW-Authenticate",
     {"RFC6750-3-1"},
     Level::must,
     {Need::resource},
     a_token_is_asked_for},
    {"protected-resource/the-challenge-is-bearer",
     "The challenge has the scheme Bearer",
     {"RFC6750-3-2"},
     Level::must,
     {Need::resource},
     the_challenge_is_bearer},
    {"protected-resource/the-challenge-has-a-parameter",
     "A parameter follows the scheme of the challenge",
     {"RFC6750-3-3"},
     Level::must,
     {Need::resource},
     the_challenge_has_a_parameter},
    {"protected-resource/no-error-without-a-token",
     "A request without a token is told no error code",
     {"RFC6750-3.1-9"},
     Level::should,
     {Need::resource},
     no_error_without_a_token},
    {"protected-resource/an-unknown-token-is-refused",
     "A token that nobody issued is answered with 401",
     {"RFC6750-3.1-4", "RFC6750-3.1-3"},
     Level::should,
     {Need::code_grant, Need::resource},
     an_unknown_token_is_refused},
    {"protected-resource/the-error-is-told",
     "A wrong token is told an error code in the challenge",
     {"RFC6750-3-8"},
     Level::should,
     {Need::resource},
     the_error_is_told},
    {"protected-resource/the-error-is-invalid-token",
     "The error code of a wrong token is invalid_token",
     {"RFC6750-3.1-3"},
     Level::must,
     {Need::resource},
     the_error_is_invalid_token},
    {"protected-resource/an-expired-token-is-refused",
     "A token that has expired is refused",
     {"RFC6750-3.1-3", "RFC6750-5.2-11"},
     Level::must,
     {Need::code_grant, Need::resource},
     an_expired_token_is_refused,
     Waits::yes},
    {"protected-resource/a-revoked-token-is-refused",
     "A token that was revoked is refused",
     {"RFC6750-3.1-3", "RFC7009-2.1-12"},
     Level::must,
     {Need::code_grant, Need::resource, Need::revocation},
     a_revoked_token_is_refused},
    {"protected-resource/insufficient-scope-is-told",
     "A token of too little scope is told insufficient_scope",
     {"RFC6750-3.1-6"},
     Level::must,
     {Need::code_grant, Need::resource},
     insufficient_scope_is_told},
    {"protected-resource/insufficient-scope-is-403",
     "A token of too little scope is answered with 403",
     {"RFC6750-3.1-7"},
     Level::should,
     {Need::code_grant, Need::resource},
     insufficient_scope_is_403},
    {"protected-resource/two-ways-at-once-are-refused",
     "A request with its token in two places is refused",
     {"RFC6750-2-2", "RFC6750-3.1-1"},
     Level::must,
     {Need::code_grant, Need::resource},
     two_ways_at_once_are_refused},
    {"protected-resource/two-ways-at-once-are-400",
     "A request with its token in two places is answered with 400",
     {"RFC6750-3.1-2"},
     Level::should,
     {Need::code_grant, Need::resource},
     two_ways_at_once_are_400},
    {"protected-resource/an-answer-to-a-query-is-private",
     "What a token in the query opens is kept by no shared cache",
     {"RFC6750-2.3-3"},
     Level::should,
     {Need::code_grant, Need::resource},
     an_answer_to_a_query_is_private},
    {"protected-resource/the-field-is-a-way",
     "A token is taken in the Authorization field",
     {"RFC6750-2.1-2"},
     Level::must,
     {Need::resource, Need::code_grant},
     the_field_is_a_way},
    {"protected-resource/the-scheme-has-no-case",
     "The scheme Bearer is taken in lower case, too",
     {"RFC6750-2.1-4"},
     Level::must,
     {Need::code_grant, Need::resource},
     the_scheme_has_no_case},
});

}  // namespace

Topic protected_resource() {
  return kProtectedResourceChecks;
}

}  // namespace oauthspec::checks
