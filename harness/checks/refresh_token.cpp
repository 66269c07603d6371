// SPDX-License-Identifier: Apache-2.0
// Refresh tokens: RFC 6749 section 6, RFC 9700 section 4.14.
#include <algorithm>
#include <array>
#include <set>

#include "harness/checks/expect.h"
#include "harness/checks/topics.h"
#include "harness/reference/oauth2/scope.h"

namespace oauthspec::checks {
namespace {

namespace oauth2 = oauth::oauth2;

Attempt<Response> refresh(Session& session, const TestClient& client, std::string_view token,
                          const Parameters& more = {}) {
  Parameters form{{"grant_type", "refresh_token"}, {"refresh_token", token}};
  for (const auto parameter : more) {
    form.add(parameter);
  }
  return session.token(client, form);
}

Attempt<IssuedTokens> tokens_of(Session& session, const TestClient& client,
                                std::optional<std::string> scope = std::nullopt) {
  CodeRequest request;
  request.client = &client;
  request.scope = std::move(scope);
  auto tokens = session.tokens(request);
  if (tokens && tokens->refresh_token.empty()) {
    return std::unexpected(inconclusive("the server issued no refresh token"));
  }
  return tokens;
}

std::set<std::string> scope_of(const IssuedTokens& tokens) {
  const auto text = tokens.members.find("scope");
  const auto scope = text != tokens.members.end() && text->is_string()
                         ? oauth2::parse_scope(text->get_ref<const std::string&>())
                         : oauth2::parse_scope("");
  return scope ? std::set<std::string>(scope->begin(), scope->end()) : std::set<std::string>();
}

Finding it_is_exchanged(Session& session) {
  const auto tokens = tokens_of(session, session.client());
  if (!tokens) return tokens.error();
  const auto response = refresh(session, session.client(), tokens->refresh_token);
  if (!response) return response.error();
  const auto next = Session::read_tokens(*response);
  return next ? pass() : next.error();
}

Finding it_is_its_clients(Session& session) {
  if (const Finding right = it_is_exchanged(session); right.verdict != Verdict::pass) return right;
  const auto tokens = tokens_of(session, session.client());
  if (!tokens) return tokens.error();
  const auto response = refresh(session, sure(session.target().second), tokens->refresh_token);
  if (!response) return response.error();
  return refused(*response, {"invalid_grant"},
                 "a refresh token was exchanged by another client than it was issued to");
}

Finding a_confidential_client_must_authenticate(Session& session) {
  if (const Finding right = it_is_exchanged(session); right.verdict != Verdict::pass) return right;
  const auto tokens = tokens_of(session, session.client());
  if (!tokens) return tokens.error();
  const auto response = session.post(session.target().server.token_endpoint,
                                     {{"grant_type", "refresh_token"},
                                      {"refresh_token", tokens->refresh_token},
                                      {"client_id", session.client().id()}});
  if (!response) return response.error();
  return refused(*response, {"invalid_client", "invalid_request"},
                 "a confidential client's refresh token was exchanged without authentication");
}

Finding an_unknown_one_is_refused(Session& session) {
  const auto response = refresh(session, session.client(), session.fresh_text(32));
  if (!response) return response.error();
  return refused(*response, {"invalid_grant"}, "a refresh token that nobody issued was exchanged");
}

Finding a_revoked_one_is_refused(Session& session) {
  const auto tokens = tokens_of(session, session.client());
  if (!tokens) return tokens.error();
  const auto revoked =
      session.post_as(session.client(), session.target().server.revocation_endpoint,
                      {{"token", tokens->refresh_token}, {"token_type_hint", "refresh_token"}});
  if (!revoked) return revoked.error();
  if (!is_success(*revoked)) return inconclusive("it could not be revoked: " + describe(*revoked));
  const auto response = refresh(session, session.client(), tokens->refresh_token);
  if (!response) return response.error();
  return refused(*response, {"invalid_grant"},
                 "a refresh token was exchanged after its revocation");
}

// A token with a part of the client's scope is asked for, and then refreshed with all of it.
Finding scope_is_not_widened(Session& session) {
  const oauth2::Scope& all = session.client().scope;
  if (all.size() < 2) return inconclusive("the client may ask for less than two scope values");
  const auto tokens = tokens_of(session, session.client(), all.front());
  if (!tokens) return tokens.error();
  const auto whole = oauth2::write_scope(all);
  const auto response =
      refresh(session, session.client(), tokens->refresh_token, {{"scope", whole.value_or("")}});
  if (!response) return response.error();
  if (!is_success(*response)) {
    return refused(*response, {"invalid_scope"}, "");
  }
  const auto next = Session::read_tokens(*response);
  if (!next) return next.error();
  // A server may grant less than was asked for, where it says so.
  return scope_of(*next) == std::set<std::string>{all.front()}
             ? pass()
             : fail("a refreshed token has a scope beyond that of the grant");
}

Finding scope_stays_the_same(Session& session) {
  const auto whole = oauth2::write_scope(session.client().scope);
  const auto tokens = tokens_of(session, session.client(), whole.value_or(""));
  if (!tokens) return tokens.error();
  const auto granted = scope_of(*tokens);
  const auto response = refresh(session, session.client(), tokens->refresh_token);
  if (!response) return response.error();
  const auto next = Session::read_tokens(*response);
  if (!next) return next.error();
  const auto refreshed = scope_of(*next);
  if (granted.empty() || refreshed.empty() || granted == refreshed) return pass();
  return fail("a refresh request without scope gave another one than was granted");
}

// A public client's tokens, and those of one refresh: another refresh token must have taken the first one's place.
struct Rotation {
  IssuedTokens first;
  IssuedTokens second;
};

Attempt<Rotation> rotate(Session& session) {
  auto first = tokens_of(session, sure(session.target().open));
  if (!first) return std::unexpected(first.error());
  const auto response = refresh(session, sure(session.target().open), first->refresh_token);
  if (!response) return std::unexpected(response.error());
  auto second = Session::read_tokens(*response);
  if (!second) return std::unexpected(second.error());
  return Rotation{*std::move(first), *std::move(second)};
}

bool is_rotated(const Rotation& rotation) {
  return !rotation.second.refresh_token.empty() &&
         rotation.second.refresh_token != rotation.first.refresh_token;
}

Finding a_public_clients_is_rotated(Session& session) {
  const auto rotation = rotate(session);
  if (!rotation) return rotation.error();
  return is_rotated(*rotation) ? pass()
                               : fail(
                                     "a public client's refresh token is bound to no key, and no "
                                     "other one takes its place");
}

Finding a_replaced_one_is_refused(Session& session) {
  const auto rotation = rotate(session);
  if (!rotation) return rotation.error();
  if (!is_rotated(*rotation)) return inconclusive("the server does not rotate");
  const auto response =
      refresh(session, sure(session.target().open), rotation->first.refresh_token);
  if (!response) return response.error();
  return refused(*response, {"invalid_grant"},
                 "a refresh token was exchanged after another one had taken its place");
}

Finding reuse_takes_the_active_one_back(Session& session) {
  const auto rotation = rotate(session);
  if (!rotation) return rotation.error();
  if (!is_rotated(*rotation)) return inconclusive("the server does not rotate");
  const TestClient& open = sure(session.target().open);
  if (const auto reused = refresh(session, open, rotation->first.refresh_token); !reused) {
    return reused.error();
  }
  const auto response = refresh(session, open, rotation->second.refresh_token);
  if (!response) return response.error();
  return refused(*response, {"invalid_grant"},
                 "the active refresh token was exchanged after a replaced one had been used again");
}

constexpr auto kRefreshTokenChecks = std::to_array<Check>({
    {"refresh-token/it-is-exchanged",
     "A refresh token is exchanged for an access token",
     {"RFC6749-6-1"},
     Level::must,
     {Need::code_grant, Need::refresh_token},
     it_is_exchanged},
    {"refresh-token/it-is-its-clients",
     "A refresh token is refused to another client",
     {"RFC6749-6-8", "RFC6749-3.2.1-3"},
     Level::must,
     {Need::code_grant, Need::refresh_token, Need::second_client},
     it_is_its_clients},
    {"refresh-token/a-confidential-client-must-authenticate",
     "A confidential client's refresh token is refused without its authentication",
     {"RFC6749-6-7"},
     Level::must,
     {Need::code_grant, Need::refresh_token},
     a_confidential_client_must_authenticate},
    {"refresh-token/an-unknown-one-is-refused",
     "A refresh token that nobody issued is refused",
     {"RFC6749-6-9"},
     Level::must,
     {Need::code_grant, Need::refresh_token},
     an_unknown_one_is_refused},
    {"refresh-token/a-revoked-one-is-refused",
     "A refresh token is refused after its revocation",
     {"RFC7009-2-1"},
     Level::must,
     {Need::code_grant, Need::refresh_token, Need::revocation},
     a_revoked_one_is_refused},
    {"refresh-token/scope-is-not-widened",
     "A refreshed token has no more scope than was granted",
     {"RFC6749-6-4", "RFC9700-4.14.2-2"},
     Level::must,
     {Need::code_grant, Need::refresh_token},
     scope_is_not_widened},
    {"refresh-token/scope-stays-the-same",
     "A refresh request without scope gives the scope that was granted",
     {"RFC6749-6-5"},
     Level::must,
     {Need::code_grant, Need::refresh_token},
     scope_stays_the_same},
    {"refresh-token/a-public-clients-is-rotated",
     "Another refresh token takes the place of a public client's that is bound to no key",
     {"RFC9700-2.2.2-1"},
     Level::must,
     {Need::code_grant, Need::refresh_token, Need::open_client},
     a_public_clients_is_rotated},
    {"refresh-token/a-replaced-one-is-refused",
     "A public client's refresh token is refused once another one has taken its place",
     {"RFC9700-4.14.2-3"},
     Level::must,
     {Need::code_grant, Need::refresh_token, Need::open_client},
     a_replaced_one_is_refused},
    {"refresh-token/reuse-takes-the-active-one-back",
     "The active refresh token is revoked when a replaced one is used again",
     {"RFC9700-4.14.2-4"},
     Level::must,
     {Need::code_grant, Need::refresh_token, Need::open_client},
     reuse_takes_the_active_one_back},
});

}  // namespace

Topic refresh_token() {
  return kRefreshTokenChecks;
}

}  // namespace oauthspec::checks
