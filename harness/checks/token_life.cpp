// SPDX-License-Identifier: Apache-2.0
// How long tokens are good, and what takes them with it: RFC 6749 sections 6 and 10.5, RFC 6750 section 5.3; and what a server offers
// so that they stay safe: RFC 7636 section 4.2, RFC 9126 section 7.2 and RFC 9700 section 2.5.
#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "harness/checks/authorization.h"
#include "harness/checks/expect.h"
#include "harness/checks/metadata_document.h"
#include "harness/checks/refreshing.h"
#include "harness/checks/topics.h"
#include "harness/reference/oauth2/scope.h"

namespace oauthspec::checks {
namespace {

namespace oauth2 = oauth::oauth2;

Finding an_access_token_lives_an_hour(Session& session) {
  constexpr std::int64_t kHour = 3600;
  const auto tokens = session.tokens();
  if (!tokens) return tokens.error();
  const auto lifetime = tokens->expires_in();
  if (!lifetime) return lifetime.error();
  return *lifetime <= kHour
             ? pass()
             : fail(
                   fmt::format("an access token is good for {} seconds, which is more than an hour",
                               *lifetime));
}

Finding reuse_takes_the_refresh_token_back(Session& session) {
  const auto code = session.code();
  if (!code) return code.error();
  const auto first = session.redeem(*code);
  if (!first) return first.error();
  const auto tokens = Session::read_tokens(*first);
  if (!tokens) return tokens.error();
  if (tokens->refresh_token.empty()) return inconclusive("no refresh token was issued");
  const auto second = session.redeem(*code);
  if (!second) return second.error();
  const auto response = refresh(session, session.client(), tokens->refresh_token);
  if (!response) return response.error();
  return refused(*response, {"invalid_grant"},
                 "the refresh token of a code that was used twice is still good");
}

std::set<std::string> scope_of(const IssuedTokens& tokens) {
  const auto scope = oauth2::parse_scope(text_of(tokens.members, "scope"));
  return scope ? std::set<std::string>(scope->begin(), scope->end()) : std::set<std::string>();
}

// A refresh request for a part of the scope, and then one without scope, with the refresh token of the first.
Finding a_narrowed_refresh_loses_nothing(Session& session) {
  const auto tokens = tokens_to_refresh(session);
  if (!tokens) return tokens.error();
  const auto granted = scope_of(*tokens);
  if (granted.size() < 2) return inconclusive("less than two scope tokens were granted");
  const auto narrowed = session.token(session.client(), {{"grant_type", "refresh_token"},
                                                         {"refresh_token", tokens->refresh_token},
                                                         {"scope", *granted.begin()}});
  if (!narrowed) return narrowed.error();
  const auto next = Session::read_tokens(*narrowed);
  if (!next) return next.error();
  const auto response =
      refresh(session, session.client(),
              next->refresh_token.empty() ? tokens->refresh_token : next->refresh_token);
  if (!response) return response.error();
  const auto last = Session::read_tokens(*response);
  if (!last) return last.error();
  const auto regained = scope_of(*last);
  if (regained.empty()) return inconclusive("the response does not say what was granted");
  return regained == granted
             ? pass()
             : fail("a refresh token has less scope after it was used for a part of it");
}

Finding s256_is_offered(Session& session) {
  const auto& methods = session.target().server.code_challenge_methods;
  if (!methods) return inconclusive("the server does not say which methods it has");
  return std::ranges::find(*methods, "S256") != methods->end()
             ? pass()
             : fail("code_challenge_methods_supported does not have S256");
}

Finding asymmetric_methods_are_offered(Session& session) {
  const nlohmann::json& metadata = session.target().server.metadata;
  for (const std::string_view method :
       {"private_key_jwt", "tls_client_auth", "self_signed_tls_client_auth"}) {
    if (lists(metadata, "token_endpoint_auth_methods_supported", method)) return pass();
  }
  return fail(
      "no method of token_endpoint_auth_methods_supported has asymmetric keys: private_key_jwt, "
      "tls_client_auth or self_signed_tls_client_auth");
}

Attempt<Response> push(Session& session, const Parameters& parameters) {
  return session.post_as(sure(session.target().open),
                         session.target().server.pushed_authorization_request_endpoint, parameters);
}

Finding a_public_client_pushes_no_new_redirect_uri(Session& session) {
  const auto right = right_request(session, {.client = &sure(session.target().open)});
  if (!right) return right.error();
  const Parameters form = without(*right, "client_id");
  const auto control = push(session, form);
  if (!control) return control.error();
  if (!is_success(*control))
    return inconclusive("a public client cannot push: " + describe(*control));
  const std::string other = "https://" + session.fresh_text() + ".example/callback";
  const auto pushed = push(session, with(form, "redirect_uri", other));
  if (!pushed) return pushed.error();
  if (!is_success(*pushed)) return refused(*pushed, {}, "");
  // RFC9126-2.1-6: it may be refused later.
  const auto body = json_of(*pushed);
  const std::string uri = body && body->is_object() ? text_of(*body, "request_uri") : "";
  const auto answer =
      ask(session, {{"client_id", sure(session.target().open).id()}, {"request_uri", uri}}, other);
  if (!answer) return answer.error();
  return refused(*answer, {},
                 "a public client, which anybody may pretend to be, pushed a redirection URI that "
                 "it did not register, and got a code there");
}

constexpr auto kTokenLifeChecks = std::to_array<Check>({
    {"token-life/an-access-token-lives-an-hour-at-most",
     "An access token is good for an hour at most",
     {"RFC6750-5.3-6"},
     Level::should,
     {Need::code_grant},
     an_access_token_lives_an_hour},
    {"token-life/reuse-takes-the-refresh-token-back",
     "The refresh token of a code ends when the code is used again",
     {"RFC6749-10.5-4", "RFC6749-4.1.2-7"},
     Level::should,
     {Need::code_grant, Need::refresh_token},
     reuse_takes_the_refresh_token_back},
    {"token-life/a-narrowed-refresh-loses-nothing",
     "A refresh token keeps its scope when it is used for a part of it",
     {"RFC6749-6-12"},
     Level::must,
     {Need::code_grant, Need::refresh_token},
     a_narrowed_refresh_loses_nothing},
    {"token-life/s256-is-offered",
     "A server that has PKCE has S256",
     {"RFC7636-4.2-4", "RFC7636-7.2-2"},
     Level::must,
     {Need::code_grant, Need::pkce},
     s256_is_offered},
    {"token-life/asymmetric-methods-are-offered",
     "Clients may authenticate with asymmetric keys",
     {"RFC9700-2.5-2"},
     Level::should,
     {Need::metadata},
     asymmetric_methods_are_offered},
    {"token-life/a-public-client-pushes-no-new-redirect-uri",
     "A public client pushes no redirection URI that it did not register",
     {"RFC9126-7.2-1"},
     Level::must,
     {Need::code_grant, Need::pushed, Need::open_client},
     a_public_client_pushes_no_new_redirect_uri},
});

}  // namespace

Topic token_life() {
  return kTokenLifeChecks;
}

}  // namespace oauthspec::checks
