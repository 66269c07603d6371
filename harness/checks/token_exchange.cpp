// SPDX-License-Identifier: Apache-2.0
// Token exchange: RFC 8693.
#include <array>

#include "harness/checks/expect.h"
#include "harness/checks/lifetime.h"
#include "harness/checks/signed_jwt.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

constexpr std::string_view kAccessToken = "urn:ietf:params:oauth:token-type:access_token";
constexpr std::string_view kJwt = "urn:ietf:params:oauth:token-type:jwt";

Parameters form_of(std::string_view subject_token, std::string_view type = kAccessToken) {
  return {{"grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"},
          {"subject_token", subject_token},
          {"subject_token_type", type}};
}

Attempt<IssuedTokens> exchange(Session& session, const Parameters& form) {
  const auto response = session.token(session.client(), form);
  if (!response) return std::unexpected(response.error());
  return Session::read_tokens(*response);
}

Attempt<IssuedTokens> exchange_own(Session& session) {
  const auto tokens = session.tokens();
  if (!tokens) return tokens;
  return exchange(session, form_of(tokens->access_token));
}

Finding a_token_is_exchanged(Session& session) {
  const auto tokens = exchange_own(session);
  return tokens ? pass() : tokens.error();
}

Finding the_type_is_told(Session& session) {
  const auto tokens = exchange_own(session);
  if (!tokens) return tokens.error();
  const auto type = tokens->members.find("issued_token_type");
  return type != tokens->members.end() && type->is_string()
             ? pass()
             : fail("the response to a token exchange has no issued_token_type");
}

// A token that was good, and is revoked now.
Attempt<std::string> revoked_token(Session& session) {
  const auto tokens = session.tokens();
  if (!tokens) return std::unexpected(tokens.error());
  const auto revoked =
      session.post_as(session.client(), session.target().server.revocation_endpoint,
                      {{"token", tokens->access_token}, {"token_type_hint", "access_token"}});
  if (!revoked) return std::unexpected(revoked.error());
  if (!is_success(*revoked)) {
    return std::unexpected(inconclusive("a token could not be revoked: " + describe(*revoked)));
  }
  return tokens->access_token;
}

Finding judge(const Attempt<Response>& response, std::string_view accepted) {
  if (!response) return response.error();
  return refused(*response, {}, accepted);
}

Finding a_revoked_subject_is_refused(Session& session) {
  if (const Finding right = a_token_is_exchanged(session); right.verdict != Verdict::pass)
    return right;
  const auto revoked = revoked_token(session);
  if (!revoked) return revoked.error();
  return judge(session.token(session.client(), form_of(*revoked)),
               "a subject_token was exchanged after its revocation");
}

Finding an_expired_subject_is_refused(Session& session) {
  const auto tokens = session.tokens();
  if (!tokens) return tokens.error();
  if (const auto right = exchange(session, form_of(tokens->access_token)); !right)
    return right.error();
  const auto lifetime = tokens->expires_in();
  if (!lifetime) return lifetime.error();
  if (const auto waited = outlive(session, *lifetime); !waited) return waited.error();
  return judge(session.token(session.client(), form_of(tokens->access_token)),
               "a subject_token was exchanged after it had expired");
}

Parameters with_actor(const Parameters& form, std::string_view actor_token) {
  return with(with(form, "actor_token", actor_token), "actor_token_type", kAccessToken);
}

Finding a_revoked_actor_is_refused(Session& session) {
  const auto subject = session.tokens();
  if (!subject) return subject.error();
  const auto actor = session.tokens();
  if (!actor) return actor.error();
  const Parameters form = form_of(subject->access_token);
  if (const auto right = exchange(session, with_actor(form, actor->access_token)); !right) {
    return right.error();
  }
  const auto revoked = revoked_token(session);
  if (!revoked) return revoked.error();
  return judge(session.token(session.client(), with_actor(form, *revoked)),
               "an actor_token was taken after its revocation");
}

Finding an_invalid_subject_is_an_invalid_request(Session& session) {
  const auto response = session.token(session.client(), form_of(session.fresh_text(32)));
  if (!response) return response.error();
  return refused_as(*response, {"invalid_request"},
                    "a subject_token that nobody issued was exchanged");
}

Finding an_unknown_target_is_named(Session& session) {
  const auto tokens = session.tokens();
  if (!tokens) return tokens.error();
  const Parameters form = form_of(tokens->access_token);
  if (const auto right = exchange(session, form); !right) return right.error();
  const auto response =
      session.token(session.client(), with(form, "audience", "unknown-" + session.fresh_text()));
  if (!response) return response.error();
  // A server may issue tokens for whatever is named.
  return is_success(*response) ? pass() : refused_as(*response, {"invalid_target"}, "");
}

// A JWT that says who may act for its subject.
Attempt<Parameters> form_with_may_act(Session& session, std::string_view actor) {
  const Signer& issuer = sure(session.target().assertion_issuer);
  UnsignedJwt jwt = assertion(session, issuer, session.target().assertion_subject);
  jwt.claims["may_act"] = {{"sub", actor}};
  const auto text = sign(session, jwt, issuer.key);
  if (!text) return std::unexpected(text.error());
  return form_of(*text, kJwt);
}

Finding only_who_may_acts(Session& session) {
  const auto own = form_with_may_act(session, session.client().id());
  if (!own) return own.error();
  if (const auto right = exchange(session, *own); !right) return right.error();
  const auto other = form_with_may_act(session, session.fresh_text());
  if (!other) return other.error();
  return judge(session.token(session.client(), *other),
               "a client acts for a subject whose token says that another one may");
}

Finding the_actor_is_an_object(Session& session) {
  const auto subject = session.tokens();
  if (!subject) return subject.error();
  const auto acting = session.tokens_for_itself(sure(session.target().second));
  if (!acting) return acting.error();
  const auto tokens =
      exchange(session, with_actor(form_of(subject->access_token), acting->access_token));
  if (!tokens) return tokens.error();
  const auto token = read_access_token(*tokens);
  if (!token) return token.error();
  const auto act = token->claims.all.find("act");
  if (act == token->claims.all.end()) return inconclusive("the access token does not say who acts");
  return act->is_object() && act->contains("sub") && act->at("sub").is_string()
             ? pass()
             : fail("act is no JSON object that says who acts");
}

constexpr auto kTokenExchangeChecks = std::to_array<Check>({
    {"token-exchange/a-token-is-exchanged",
     "A token is exchanged for another one",
     {"RFC8693-2.2.1-1"},
     Level::must,
     {Need::code_grant, Need::token_exchange},
     a_token_is_exchanged},
    {"token-exchange/the-type-is-told",
     "The response says what type the token has",
     {"RFC8693-2.2.1-2"},
     Level::must,
     {Need::code_grant, Need::token_exchange},
     the_type_is_told},
    {"token-exchange/a-revoked-subject-is-refused",
     "A subject_token is refused after its revocation",
     {"RFC8693-2.1-8"},
     Level::must,
     {Need::code_grant, Need::token_exchange, Need::revocation},
     a_revoked_subject_is_refused},
    {"token-exchange/an-expired-subject-is-refused",
     "A subject_token is refused once it has expired",
     {"RFC8693-2.1-8"},
     Level::must,
     {Need::code_grant, Need::token_exchange},
     an_expired_subject_is_refused,
     Waits::yes},
    {"token-exchange/a-revoked-actor-is-refused",
     "An actor_token is refused after its revocation",
     {"RFC8693-2.1-9"},
     Level::must,
     {Need::code_grant, Need::token_exchange, Need::revocation},
     a_revoked_actor_is_refused},
    {"token-exchange/an-invalid-subject-is-an-invalid-request",
     "A subject_token that nobody issued is answered with invalid_request",
     {"RFC8693-2.2.2-2"},
     Level::must,
     {Need::code_grant, Need::token_exchange},
     an_invalid_subject_is_an_invalid_request},
    {"token-exchange/an-unknown-target-is-named",
     "A target that is refused is answered with invalid_target",
     {"RFC8693-2.2.2-3"},
     Level::should,
     {Need::code_grant, Need::token_exchange},
     an_unknown_target_is_named},
    {"token-exchange/only-who-may-acts",
     "Only the one whom may_act names acts for the subject",
     {"RFC8693-4.4-1"},
     Level::must,
     {Need::code_grant, Need::token_exchange, Need::jwt_bearer},
     only_who_may_acts},
    {"token-exchange/the-actor-is-an-object",
     "The token says in an object who acts",
     {"RFC8693-4.1-2"},
     Level::must,
     {Need::code_grant, Need::token_exchange, Need::second_client, Need::client_credentials,
      Need::jwt_access_token},
     the_actor_is_an_object},
});

}  // namespace

Topic token_exchange() {
  return kTokenExchangeChecks;
}

}  // namespace oauthspec::checks
