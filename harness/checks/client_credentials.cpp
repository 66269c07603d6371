// SPDX-License-Identifier: Apache-2.0
// The client credentials grant, and the scope of what is asked for: RFC 6749 sections 3.3 and 4.4.
#include <algorithm>
#include <array>

#include "harness/checks/asked_scope.h"
#include "harness/checks/expect.h"
#include "harness/checks/topics.h"
#include "harness/reference/oauth2/scope.h"

namespace oauthspec::checks {
namespace {

namespace oauth2 = oauth::oauth2;

Finding a_client_gets_a_token_for_itself(Session& session) {
  const auto tokens = session.tokens_for_itself(session.client());
  return tokens ? pass() : tokens.error();
}

Finding there_is_no_refresh_token(Session& session) {
  const auto tokens = session.tokens_for_itself(session.client());
  if (!tokens) return tokens.error();
  return tokens->refresh_token.empty()
             ? pass()
             : fail("the response to the client credentials grant has a refresh token");
}

Finding a_public_client_gets_none(Session& session) {
  const auto response = session.token(sure(session.target().open),
                                      client_credentials_form(sure(session.target().open)));
  if (!response) return response.error();
  return refused(*response, {}, "a public client got a token for itself");
}

// A server may ignore a part of the scope (RFC 6749 section 3.3), but then it says so: a response that names no scope says that it is the
// one that was asked for (section 5.1).
Finding an_unknown_scope_is_not_granted(Session& session) {
  const std::string unknown = "unknown-" + session.fresh_text();
  const auto response =
      session.token(session.client(), {{"grant_type", "client_credentials"}, {"scope", unknown}});
  if (!response) return response.error();
  if (!is_success(*response)) return refused(*response, {"invalid_scope"}, "");
  const auto tokens = Session::read_tokens(*response);
  if (!tokens) return tokens.error();
  const auto text = tokens->members.find("scope");
  if (text == tokens->members.end() || !text->is_string()) {
    return fail("a scope that nobody defined was asked for, and the response names no other one");
  }
  const auto granted = oauth2::parse_scope(text->get_ref<const std::string&>());
  const bool has = granted && std::ranges::find(*granted, unknown) != granted->end();
  return has ? fail("a scope that nobody defined was granted") : pass();
}

Finding no_scope_gives_the_default(Session& session) {
  const auto response = session.token(session.client(), {{"grant_type", "client_credentials"}});
  if (!response) return response.error();
  return is_success(*response) ? pass() : refused_as(*response, {"invalid_scope"}, "");
}

// Whether a token has a scope, as introspection tells it.
Attempt<bool> has_scope(Session& session, const std::string& access_token) {
  const std::string& endpoint = session.target().server.introspection_endpoint;
  if (endpoint.empty()) {
    return std::unexpected(inconclusive("the response names no scope; it may have granted none"));
  }
  const auto response = session.post_as(session.client(), endpoint, {{"token", access_token}});
  if (!response) return std::unexpected(response.error());
  const auto told = json_of(*response);
  if (!told || !told->is_object() || !told->contains("active") || told->at("active") != true) {
    return std::unexpected(inconclusive("introspection does not tell of the client's own token"));
  }
  return !text_of(*told, "scope").empty();
}

Finding the_default_is_told(Session& session) {
  const auto response = session.token(session.client(), client_credentials_form());
  if (!response) return response.error();
  const auto tokens = Session::read_tokens(*response);
  if (!tokens) return tokens.error();
  if (!text_of(tokens->members, "scope").empty()) return pass();
  // A token without any scope is what was asked for.
  const auto granted = has_scope(session, tokens->access_token);
  if (!granted) return granted.error();
  return *granted ? fail(
                        "a request without scope was granted one, and the response does not say "
                        "which")
                  : pass();
}

constexpr auto kClientCredentialsChecks = std::to_array<Check>({
    {"client-credentials/a-client-gets-a-token-for-itself",
     "A confidential client gets a token for itself",
     {"RFC6749-4.4.2-1"},
     Level::must,
     {Need::client_credentials},
     a_client_gets_a_token_for_itself},
    {"client-credentials/there-is-no-refresh-token",
     "The response has no refresh token",
     {"RFC6749-4.4.3-1"},
     Level::should,
     {Need::client_credentials},
     there_is_no_refresh_token},
    {"client-credentials/a-public-client-gets-none",
     "A public client gets no token for itself",
     {"RFC6749-4.4-2"},
     Level::must,
     {Need::client_credentials, Need::open_client},
     a_public_client_gets_none},
    {"client-credentials/an-unknown-scope-is-not-granted",
     "A scope that is unknown is refused, or left out",
     {"RFC6749-5.2-11", "RFC6749-3.3-2", "RFC6749-5.1-10"},
     Level::must,
     {Need::client_credentials},
     an_unknown_scope_is_not_granted},
    {"client-credentials/no-scope-gives-the-default",
     "A request without scope gets the default, or is refused with invalid_scope",
     {"RFC6749-3.3-3"},
     Level::must,
     {Need::client_credentials},
     no_scope_gives_the_default},
    {"client-credentials/the-default-is-told",
     "The response says which scope was granted to a request without one",
     {"RFC6749-3.3-2", "RFC6749-5.1-10"},
     Level::must,
     {Need::client_credentials},
     the_default_is_told},
});

}  // namespace

Topic client_credentials() {
  return kClientCredentialsChecks;
}

}  // namespace oauthspec::checks
