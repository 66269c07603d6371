// SPDX-License-Identifier: Apache-2.0
// The introspection endpoint: RFC 7662.
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "harness/checks/bound_token.h"
#include "harness/checks/client_secret.h"
#include "harness/checks/expect.h"
#include "harness/checks/lifetime.h"
#include "harness/checks/refreshing.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

using nlohmann::json;

Attempt<Response> introspect(Session& session, std::string_view token, std::string_view hint = {}) {
  Parameters form{{"token", token}};
  if (!hint.empty()) form.add("token_type_hint", hint);
  return session.post_as(session.client(), session.target().server.introspection_endpoint, form);
}

// What is told of a token: an object with active.
Attempt<json> told(Session& session, std::string_view token, std::string_view hint = {}) {
  const auto response = introspect(session, token, hint);
  if (!response) return std::unexpected(response.error());
  json body = json::parse(response->body, nullptr, false);
  if (response->status != 200 || !body.is_object() || !body.contains("active")) {
    return std::unexpected(inconclusive("nothing is told of a token: " + describe(*response)));
  }
  return body;
}

bool is_active(const json& body) {
  return body.at("active") == true;
}

// What is told of an active access token of the client's own.
Attempt<json> told_of_active(Session& session, std::string_view token, std::string_view hint = {}) {
  auto body = told(session, token, hint);
  if (body && !is_active(*body)) {
    return std::unexpected(
        inconclusive("the client's own token is not active, or the client may not ask"));
  }
  return body;
}

Attempt<json> told_of_new(Session& session) {
  const auto tokens = session.tokens();
  if (!tokens) return std::unexpected(tokens.error());
  return told_of_active(session, tokens->access_token);
}

Finding active_is_a_boolean(Session& session) {
  const auto tokens = session.tokens();
  if (!tokens) return tokens.error();
  const auto body = told(session, tokens->access_token);
  if (!body) return body.error();
  return body->at("active").is_boolean() ? pass() : fail("active is no JSON boolean");
}

Finding the_answer_is_json(Session& session) {
  const auto tokens = session.tokens();
  if (!tokens) return tokens.error();
  const auto response = introspect(session, tokens->access_token);
  if (!response) return response.error();
  if (!is_success(*response)) return inconclusive("nothing is told: " + describe(*response));
  const auto body = json_of(*response);
  return body && body->is_object() ? pass() : fail("the answer is no object of application/json");
}

// Of its own token, of which a server would tell it soonest. That a token is not active, as far as the asker may know, tells nothing.
Finding a_client_names_itself_in_vain(Session& session) {
  const TestClient& asker = session.target().open ? sure(session.target().open) : session.client();
  const auto tokens = session.tokens({.client = &asker});
  if (!tokens) return tokens.error();
  const auto response = session.post(session.target().server.introspection_endpoint,
                                     {{"token", tokens->access_token}, {"client_id", asker.id()}});
  if (!response) return response.error();
  const auto body = json_of(*response);
  const bool nothing = is_success(*response) && body && body->is_object() &&
                       body->contains("active") && body->at("active") == false;
  return nothing ? pass()
                 : refused(*response, {}, "somebody who did not authenticate was told of a token");
}

Finding nobody_asks_anonymously(Session& session) {
  const auto tokens = session.tokens();
  if (!tokens) return tokens.error();
  const auto response = session.post(session.target().server.introspection_endpoint,
                                     {{"token", tokens->access_token}});
  if (!response) return response.error();
  return refused(*response, {}, "a request without any authorization was answered");
}

Finding wrong_credentials_are_401(Session& session) {
  const auto impostor = with_wrong_secret(session.client());
  if (!impostor) return inconclusive("the client has no password that could be wrong");
  const auto response = session.post_as(*impostor, session.target().server.introspection_endpoint,
                                        {{"token", session.fresh_text(43)}});
  if (!response) return response.error();
  if (response->status / 100 == 5) return inconclusive(describe(*response));
  return response->status == 401
             ? pass()
             : fail("a client with a wrong password was answered with " + describe(*response));
}

// Asks of a token by showing another one.
Attempt<Response> ask_with(Session& session, const std::string& shown, const std::string& token) {
  return session.post(session.target().server.introspection_endpoint, {{"token", token}},
                      {{"Authorization", "Bearer " + shown}});
}

Finding a_revoked_token_opens_nothing(Session& session) {
  const auto shown = session.tokens();
  if (!shown) return shown.error();
  const auto asked = session.tokens();
  if (!asked) return asked.error();
  const auto anonymous = session.post(session.target().server.introspection_endpoint,
                                      {{"token", asked->access_token}});
  if (!anonymous) return anonymous.error();
  if (is_success(*anonymous)) return inconclusive("nobody needs any authorization");
  const auto control = ask_with(session, shown->access_token, asked->access_token);
  if (!control) return control.error();
  if (!is_success(*control)) return {Verdict::pass, "nobody asks by an access token here"};
  const auto revoked =
      session.post_as(session.client(), session.target().server.revocation_endpoint,
                      {{"token", shown->access_token}});
  if (!revoked) return revoked.error();
  if (!is_success(*revoked)) return inconclusive("the token was not revoked");
  const auto response = ask_with(session, shown->access_token, asked->access_token);
  if (!response) return response.error();
  if (is_success(*response)) return fail("a revoked access token authorized an introspection");
  return response->status == 401
             ? pass()
             : fail("a revoked access token was answered with " + describe(*response));
}

Finding an_expired_token_is_not_active(Session& session) {
  const auto tokens = session.tokens();
  if (!tokens) return tokens.error();
  const auto before = told_of_active(session, tokens->access_token);
  if (!before) return before.error();
  const auto lifetime = tokens->expires_in();
  if (!lifetime) return lifetime.error();
  if (const auto waited = outlive(session, *lifetime); !waited) return waited.error();
  const auto after = told(session, tokens->access_token);
  if (!after) return after.error();
  return is_active(*after) ? fail("a token is active after its time") : pass();
}

// What is told of an access token once it was revoked.
Attempt<json> told_of_revoked(Session& session) {
  const auto tokens = session.tokens();
  if (!tokens) return std::unexpected(tokens.error());
  const auto before = told_of_active(session, tokens->access_token);
  if (!before) return before;
  const auto revoked =
      session.post_as(session.client(), session.target().server.revocation_endpoint,
                      {{"token", tokens->access_token}});
  if (!revoked) return std::unexpected(revoked.error());
  if (!is_success(*revoked)) return std::unexpected(inconclusive("the token was not revoked"));
  return told(session, tokens->access_token);
}

Finding a_revoked_token_is_not_active(Session& session) {
  const auto body = told_of_revoked(session);
  if (!body) return body.error();
  return is_active(*body) ? fail("a token is active after it was revoked") : pass();
}

Finding nothing_is_told_of_an_inactive_token(Session& session) {
  const auto body = told_of_revoked(session);
  if (!body) return body.error();
  if (is_active(*body)) return inconclusive("a revoked token is active");
  return body->size() == 1 ? pass() : fail("members stand beside active: false");
}

// RFC 6749 section 6 lets a server keep the old refresh token; but it must not say so of one that it refuses.
Finding a_replaced_refresh_token_is_told_as_it_is(Session& session) {
  const auto tokens = tokens_to_refresh(session);
  if (!tokens) return tokens.error();
  const auto refreshed = refresh(session, session.client(), tokens->refresh_token);
  if (!refreshed) return refreshed.error();
  if (!is_success(*refreshed)) return inconclusive("nothing was refreshed");
  const auto body = told(session, tokens->refresh_token, "refresh_token");
  if (!body) return body.error();
  const auto again = refresh(session, session.client(), tokens->refresh_token);
  if (!again) return again.error();
  const bool refused_again = error_of(*again) == "invalid_grant";
  return is_active(*body) && refused_again
             ? fail("a refresh token is active that the token endpoint refuses")
             : pass();
}

Finding an_unknown_token_is_no_error(Session& session) {
  const auto response = introspect(session, session.fresh_text(43));
  if (!response) return response.error();
  const json body = json::parse(response->body, nullptr, false);
  if (response->status != 200) {
    return fail("a token that nobody knows was answered with " + describe(*response));
  }
  return body.is_object() && body.value("active", json()) == false
             ? pass()
             : fail("a token that nobody knows is not told to be inactive");
}

Finding scope_is_one_text(Session& session) {
  const auto body = told_of_new(session);
  if (!body) return body.error();
  return !body->contains("scope") || body->at("scope").is_string() ? pass()
                                                                   : fail("scope is no string");
}

Finding client_id_is_the_clients(Session& session) {
  const auto body = told_of_new(session);
  if (!body) return body.error();
  return !body->contains("client_id") || body->at("client_id") == session.client().id()
             ? pass()
             : fail("client_id is not that of the client which the token was issued to");
}

Finding times_are_in_seconds(Session& session) {
  const auto tokens = session.tokens();
  if (!tokens) return tokens.error();
  const auto body = told_of_active(session, tokens->access_token);
  if (!body) return body.error();
  for (const char* name : {"exp", "iat", "nbf"}) {
    if (body->contains(name) && !body->at(name).is_number_integer()) {
      return fail(std::string(name) + " is no integer");
    }
  }
  const auto lifetime = tokens->expires_in();
  if (!body->contains("exp") || !lifetime) return pass();
  // Clocks differ: an hour is nobody's rounding, and far less than any other unit than seconds comes to.
  constexpr std::int64_t kHour = 3600;
  const std::int64_t expected = session.world().now() + *lifetime;
  const std::int64_t exp = body->at("exp").get<std::int64_t>();
  return exp > expected + kHour || exp < expected - kHour
             ? fail("exp is not the time in seconds at which the token expires")
             : pass();
}

Finding texts_are_texts(Session& session) {
  const auto body = told_of_new(session);
  if (!body) return body.error();
  for (const char* name : {"sub", "iss", "jti", "username", "token_type"}) {
    if (body->contains(name) && !body->at(name).is_string()) {
      return fail(std::string(name) + " is no string");
    }
  }
  return pass();
}

Finding aud_is_texts(Session& session) {
  const auto body = told_of_new(session);
  if (!body) return body.error();
  const json aud = body->value("aud", json("none"));
  const bool texts =
      aud.is_array() && std::ranges::all_of(aud, [](const json& one) { return one.is_string(); });
  return aud.is_string() || texts ? pass() : fail("aud is neither a string nor an array of them");
}

Finding a_wrong_hint_is_overcome(Session& session) {
  const auto tokens = tokens_to_refresh(session);
  if (!tokens) return tokens.error();
  if (const auto control = told_of_active(session, tokens->access_token); !control) {
    return control.error();
  }
  const auto hinted = told(session, tokens->access_token, "refresh_token");
  if (!hinted) return hinted.error();
  return is_active(*hinted) ? pass() : fail("an access token is not found under a wrong hint");
}

Finding the_token_is_required(Session& session) {
  const auto response =
      session.post_as(session.client(), session.target().server.introspection_endpoint,
                      {{"token_type_hint", "access_token"}});
  if (!response) return response.error();
  return refused(*response, {"invalid_request"}, "a request without a token was answered");
}

Finding the_key_of_a_bound_token_is_told(Session& session) {
  const auto bound = bound_tokens(session);
  if (!bound) return bound.error();
  const auto body = told_of_active(session, bound->tokens.access_token);
  if (!body) return body.error();
  const json cnf = body->value("cnf", json());
  if (!cnf.is_object() || cnf.value("jkt", json()) != bound->thumbprint) {
    return fail("cnf does not name the key that the token is bound to");
  }
  return pass();
}

Finding the_type_of_a_bound_token_is_dpop(Session& session) {
  const auto bound = bound_tokens(session);
  if (!bound) return bound.error();
  const auto body = told_of_active(session, bound->tokens.access_token);
  if (!body) return body.error();
  const json type = body->value("token_type", json());
  return type.is_null() || type == "DPoP" ? pass()
                                          : fail("token_type of a bound token is not DPoP");
}

constexpr Check check(std::string_view id, std::string_view title, const Requirements& requirements,
                      Finding (*run)(Session&), const Needs& further = {},
                      Level level = Level::must) {
  Needs needs = {Need::code_grant, Need::introspection};
  for (const Need need : further) {
    needs.add(need);
  }
  return {id, title, requirements, level, needs, run};
}

constexpr auto kIntrospectionChecks = std::to_array<Check>({
    check("introspection/active-is-a-boolean", "active is a JSON boolean", {"RFC7662-2.2-2"},
          active_is_a_boolean),
    check("introspection/the-answer-is-json", "The answer is a JSON object of application/json",
          {"RFC7662-2.2-1"}, the_answer_is_json),
    check("introspection/a-client-names-itself-in-vain",
          "A client that gives no credentials is told nothing", {"RFC7662-2.1-8", "RFC7662-4-7"},
          a_client_names_itself_in_vain),
    check("introspection/nobody-asks-anonymously", "A request without authorization is refused",
          {"RFC7662-2.1-8", "RFC7662-4-7"}, nobody_asks_anonymously),
    check("introspection/wrong-credentials-are-401", "Wrong credentials are answered with 401",
          {"RFC7662-2.3-1"}, wrong_credentials_are_401),
    check("introspection/a-revoked-token-opens-nothing",
          "A revoked access token is no authorization to ask", {"RFC7662-2.3-2"},
          a_revoked_token_opens_nothing, {Need::revocation}),
    waiting(check("introspection/an-expired-token-is-not-active",
                  "A token that has expired is not active", {"RFC7662-4-2", "RFC7662-2.2-3"},
                  an_expired_token_is_not_active)),
    check("introspection/a-revoked-token-is-not-active", "A token that was revoked is not active",
          {"RFC7662-4-4", "RFC7662-2.2-3"}, a_revoked_token_is_not_active, {Need::revocation}),
    check("introspection/nothing-is-told-of-an-inactive-token",
          "Of a token that is not active nothing else is told", {"RFC7662-2.2-12", "RFC7662-4-11"},
          nothing_is_told_of_an_inactive_token, {Need::revocation}, Level::should),
    check("introspection/a-replaced-refresh-token-is-told-as-it-is",
          "A refresh token that the token endpoint refuses is not active",
          {"RFC7662-2.2-3", "RFC7662-4-1"}, a_replaced_refresh_token_is_told_as_it_is,
          {Need::refresh_token}),
    check("introspection/an-unknown-token-is-no-error",
          "A token that nobody knows is answered with active: false",
          {"RFC7662-2.3-3", "RFC7662-2.2-11", "RFC7662-2.2-13"}, an_unknown_token_is_no_error),
    check("introspection/scope-is-one-text", "scope is one string", {"RFC7662-2.2-4"},
          scope_is_one_text),
    check("introspection/client-id-is-the-clients",
          "client_id is that of the client which the token was issued to", {"RFC7662-2.2-5"},
          client_id_is_the_clients),
    check("introspection/times-are-in-seconds",
          "exp, iat and nbf are integers, in seconds since 1970", {"RFC7662-2.2-6"},
          times_are_in_seconds),
    check("introspection/texts-are-texts", "sub, iss, jti, username and token_type are strings",
          {"RFC7662-2.2-8"}, texts_are_texts),
    check("introspection/aud-is-texts", "aud is a string or an array of strings", {"RFC7662-2.2-7"},
          aud_is_texts),
    check("introspection/a-wrong-hint-is-overcome",
          "An access token is found that is taken for a refresh token", {"RFC7662-2.1-5"},
          a_wrong_hint_is_overcome, {Need::refresh_token}),
    check("introspection/the-token-is-required", "A request without a token is refused",
          {"RFC7662-2.1-3"}, the_token_is_required, {}, Level::should),
    check("introspection/the-key-of-a-bound-token-is-told",
          "cnf has the thumbprint of the key that a token is bound to", {"RFC9449-6.2-1"},
          the_key_of_a_bound_token_is_told, {Need::dpop}),
    check("introspection/the-type-of-a-bound-token-is-dpop", "token_type of a bound token is DPoP",
          {"RFC9449-6.2-1"}, the_type_of_a_bound_token_is_dpop, {Need::dpop}),
});

}  // namespace

Topic introspection() {
  return kIntrospectionChecks;
}

}  // namespace oauthspec::checks
