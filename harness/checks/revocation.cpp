// SPDX-License-Identifier: Apache-2.0
// The revocation endpoint: RFC 7009.
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "harness/checks/client_secret.h"
#include "harness/checks/expect.h"
#include "harness/checks/refreshing.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

Attempt<Response> revoke(Session& session, const TestClient& client, std::string_view token,
                         std::string_view hint = {}) {
  Parameters form{{"token", token}};
  if (!hint.empty()) form.add("token_type_hint", hint);
  return session.post_as(client, session.target().server.revocation_endpoint, form);
}

// Revokes with the hint; the step fails where that is refused.
Attempt<Response> revoked(Session& session, std::string_view token, std::string_view hint = {}) {
  auto response = revoke(session, session.client(), token, hint);
  if (response && !is_success(*response)) {
    return std::unexpected(fail("a client's own token was not revoked: " + describe(*response)));
  }
  return response;
}

// Whether the refresh token was accepted; it is used by this.
Finding refresh_is_refused(Session& session, const std::string& refresh_token,
                           std::string_view accepted) {
  const auto response = refresh(session, session.client(), refresh_token);
  if (!response) return response.error();
  return refused(*response, {"invalid_grant"}, accepted);
}

Finding a_refresh_token_is_revoked(Session& session) {
  const auto tokens = tokens_to_refresh(session);
  if (!tokens) return tokens.error();
  const auto response = revoked(session, tokens->refresh_token, "refresh_token");
  if (!response) return response.error();
  return refresh_is_refused(session, tokens->refresh_token,
                            "a refresh token was accepted after it had been revoked");
}

// Revokes an access token with this hint and asks the resource.
Finding access_token_falls(Session& session, std::string_view hint) {
  const auto tokens = session.tokens();
  if (!tokens) return tokens.error();
  const auto before = session.takes(tokens->access_token);
  if (!before) return before.error();
  if (!*before) return inconclusive("the resource takes no access token at all");
  const auto response = revoke(session, session.client(), tokens->access_token, hint);
  if (!response) return response.error();
  // RFC 7009 section 2.2.1: a server need not revoke access tokens.
  if (error_of(*response) == "unsupported_token_type") {
    return {Verdict::pass, "the server says that it does not revoke access tokens"};
  }
  if (!is_success(*response))
    return fail("an access token was not revoked: " + describe(*response));
  const auto after = session.takes(tokens->access_token);
  if (!after) return after.error();
  return *after ? fail("an access token was accepted after it had been revoked") : pass();
}

Finding an_access_token_is_revoked(Session& session) {
  return access_token_falls(session, "access_token");
}

Finding access_tokens_fall_with_the_refresh_token(Session& session) {
  const auto tokens = tokens_to_refresh(session);
  if (!tokens) return tokens.error();
  const auto response = revoked(session, tokens->refresh_token, "refresh_token");
  if (!response) return response.error();
  const auto after = session.takes(tokens->access_token);
  if (!after) return after.error();
  return *after ? fail("an access token outlives the refresh token of its grant") : pass();
}

Finding another_clients_token_stays(Session& session) {
  const auto tokens = session.tokens();
  if (!tokens) return tokens.error();
  const auto before = session.takes(tokens->access_token);
  if (!before) return before.error();
  if (!*before) return inconclusive("the resource takes no access token at all");
  const auto response = revoke(session, sure(session.target().second), tokens->access_token);
  if (!response) return response.error();
  const auto after = session.takes(tokens->access_token);
  if (!after) return after.error();
  return *after ? pass() : fail("a client revoked the token of another client");
}

Finding another_client_is_told(Session& session) {
  const auto tokens = session.tokens();
  if (!tokens) return tokens.error();
  const auto response = revoke(session, sure(session.target().second), tokens->access_token);
  if (!response) return response.error();
  return refused_as(*response, {}, "the server says that it revoked the token of another client");
}

Finding an_unknown_token_is_no_error(Session& session) {
  const auto response = revoke(session, session.client(), session.fresh_text(43));
  if (!response) return response.error();
  return response->status == 200
             ? pass()
             : fail("a token that nobody knows was answered with " + describe(*response));
}

Finding a_revoked_token_is_no_error(Session& session) {
  const auto tokens = tokens_to_refresh(session);
  if (!tokens) return tokens.error();
  const auto first = revoked(session, tokens->refresh_token);
  if (!first) return first.error();
  const auto second = revoke(session, session.client(), tokens->refresh_token);
  if (!second) return second.error();
  return second->status == 200
             ? pass()
             : fail("a token that was revoked before was answered with " + describe(*second));
}

Finding success_is_200(Session& session) {
  const auto tokens = tokens_to_refresh(session);
  if (!tokens) return tokens.error();
  const auto response = revoke(session, session.client(), tokens->refresh_token);
  if (!response) return response.error();
  if (!is_success(*response)) return inconclusive("nothing was revoked: " + describe(*response));
  return response->status == 200 ? pass() : fail("a success has the " + describe(*response));
}

Finding a_refresh_token_falls_under_a_wrong_hint(Session& session) {
  const auto tokens = tokens_to_refresh(session);
  if (!tokens) return tokens.error();
  const auto response = revoked(session, tokens->refresh_token, "access_token");
  if (!response) return response.error();
  return refresh_is_refused(session, tokens->refresh_token,
                            "a refresh token was accepted after it had been revoked as an access "
                            "token");
}

Finding an_access_token_falls_under_a_wrong_hint(Session& session) {
  return access_token_falls(session, "refresh_token");
}

Finding an_unknown_hint_is_ignored(Session& session) {
  const auto tokens = tokens_to_refresh(session);
  if (!tokens) return tokens.error();
  const auto response = revoked(session, tokens->refresh_token, "urn:example:no-such-token");
  if (!response) return response.error();
  return refresh_is_refused(session, tokens->refresh_token,
                            "a refresh token was accepted after it had been revoked under a hint "
                            "that nobody knows");
}

Finding a_wrong_secret_is_refused(Session& session) {
  const auto impostor = with_wrong_secret(session.client());
  if (!impostor) return inconclusive("the client has no password that could be wrong");
  const auto response = revoke(session, *impostor, session.fresh_text(43));
  if (!response) return response.error();
  return refused(*response, {"invalid_client"}, "a client with a wrong password was served");
}

Finding a_confidential_client_authenticates(Session& session) {
  const auto response =
      session.post(session.target().server.revocation_endpoint,
                   {{"token", session.fresh_text(43)}, {"client_id", session.client().id()}});
  if (!response) return response.error();
  return refused(*response, {}, "a confidential client was served without its credentials");
}

Finding a_public_client_revokes_its_own(Session& session) {
  CodeRequest request;
  request.client = &sure(session.target().open);
  const auto tokens = session.tokens(request);
  if (!tokens) return tokens.error();
  const auto response = revoke(session, sure(session.target().open), tokens->access_token);
  if (!response) return response.error();
  if (is_success(*response) || error_of(*response) == "unsupported_token_type") return pass();
  return fail("a public client may not revoke its own token: " + describe(*response));
}

Finding the_token_is_required(Session& session) {
  const auto response =
      session.post_as(session.client(), session.target().server.revocation_endpoint,
                      {{"token_type_hint", "access_token"}});
  if (!response) return response.error();
  return refused(*response, {"invalid_request"}, "a request without a token was served");
}

Finding an_error_is_json(Session& session) {
  const auto response =
      session.post_as(session.client(), session.target().server.revocation_endpoint,
                      {{"token_type_hint", "access_token"}});
  if (!response) return response.error();
  if (response->status != 400) return inconclusive("no refusal: " + describe(*response));
  return error_of(*response).empty() ? fail("a refusal has no error code in JSON") : pass();
}

constexpr auto kRevocationChecks = std::to_array<Check>({
    {"revocation/a-refresh-token-is-revoked",
     "A refresh token that was revoked is refused",
     {"RFC7009-2-1", "RFC7009-2.1-11"},
     Level::must,
     {Need::code_grant, Need::refresh_token, Need::revocation},
     a_refresh_token_is_revoked},
    {"revocation/an-access-token-is-revoked",
     "An access token that was revoked is refused at the resource",
     {"RFC7009-2.1-11", "RFC7009-2-2"},
     Level::must,
     {Need::code_grant, Need::revocation, Need::resource},
     an_access_token_is_revoked},
    {"revocation/access-tokens-fall-with-the-refresh-token",
     "The access tokens of a grant end with its refresh token",
     {"RFC7009-2.1-13"},
     Level::should,
     {Need::code_grant, Need::refresh_token, Need::revocation, Need::resource},
     access_tokens_fall_with_the_refresh_token},
    {"revocation/another-clients-token-stays",
     "No client revokes a token of another one",
     {"RFC7009-2.1-10"},
     Level::must,
     {Need::code_grant, Need::second_client, Need::revocation, Need::resource},
     another_clients_token_stays},
    {"revocation/another-client-is-told",
     "A client that revokes a token of another one is told of its error",
     {"RFC7009-2.1-10"},
     Level::should,
     {Need::code_grant, Need::second_client, Need::revocation},
     another_client_is_told},
    {"revocation/an-unknown-token-is-no-error",
     "A token that nobody knows is answered with 200",
     {"RFC7009-2.2-2"},
     Level::must,
     {Need::code_grant, Need::revocation},
     an_unknown_token_is_no_error},
    {"revocation/a-revoked-token-is-no-error",
     "A token that was revoked before is answered with 200",
     {"RFC7009-2.2-2"},
     Level::must,
     {Need::code_grant, Need::refresh_token, Need::revocation},
     a_revoked_token_is_no_error},
    {"revocation/success-is-200",
     "A revocation is answered with 200",
     {"RFC7009-2.2-1"},
     Level::must,
     {Need::code_grant, Need::refresh_token, Need::revocation},
     success_is_200},
    {"revocation/a-refresh-token-falls-under-a-wrong-hint",
     "A refresh token is revoked that the client takes for an access token",
     {"RFC7009-2.1-5"},
     Level::must,
     {Need::code_grant, Need::refresh_token, Need::revocation},
     a_refresh_token_falls_under_a_wrong_hint},
    {"revocation/an-access-token-falls-under-a-wrong-hint",
     "An access token is revoked that the client takes for a refresh token",
     {"RFC7009-2.1-5"},
     Level::must,
     {Need::code_grant, Need::revocation, Need::resource},
     an_access_token_falls_under_a_wrong_hint},
    {"revocation/an-unknown-hint-is-ignored",
     "A hint that nobody knows changes nothing",
     {"RFC7009-2.2-4"},
     Level::must,
     {Need::code_grant, Need::refresh_token, Need::revocation},
     an_unknown_hint_is_ignored},
    {"revocation/a-wrong-secret-is-refused",
     "A client with a wrong password is refused",
     {"RFC7009-2.1-8"},
     Level::must,
     {Need::code_grant, Need::revocation},
     a_wrong_secret_is_refused},
    {"revocation/a-confidential-client-authenticates",
     "A confidential client that names itself only is refused",
     {"RFC7009-2.1-7", "RFC7009-5-6"},
     Level::must,
     {Need::code_grant, Need::revocation},
     a_confidential_client_authenticates},
    {"revocation/a-public-client-revokes-its-own",
     "A public client revokes its own token, named by client_id alone",
     {"RFC7009-2.1-9"},
     Level::must,
     {Need::code_grant, Need::open_client, Need::revocation},
     a_public_client_revokes_its_own},
    {"revocation/the-token-is-required",
     "A request without a token is refused",
     {"RFC7009-2.1-3"},
     Level::must,
     {Need::code_grant, Need::revocation},
     the_token_is_required},
    {"revocation/an-error-is-json",
     "A refusal has its error code in JSON, as at the token endpoint",
     {"RFC7009-2.2.1-1"},
     Level::must,
     {Need::code_grant, Need::revocation},
     an_error_is_json},
});

}  // namespace

Topic revocation() {
  return kRevocationChecks;
}

}  // namespace oauthspec::checks
