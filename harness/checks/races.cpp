// SPDX-License-Identifier: Apache-2.0
// What may be used once, used several times at the same moment: RFC 6749 section 4.1.2 and its like.
#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "harness/checks/authorization.h"
#include "harness/checks/browser.h"
#include "harness/checks/device_codes.h"
#include "harness/checks/expect.h"
#include "harness/checks/prover.h"
#include "harness/checks/racing.h"
#include "harness/checks/signed_jwt.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

constexpr std::size_t kMostRunners = 8;

Attempt<Request> code_request(Session& session, const TestClient& client) {
  CodeRequest wanted;
  wanted.client = &client;
  const auto code = session.code(wanted);
  if (!code) return std::unexpected(code.error());
  return token_request(session, client, session.code_form(*code));
}

Finding a_code_is_exchanged_once(Session& session) {
  return one_wins(
      session, [](Session& own) { return code_request(own, own.client()); },
      "one code was exchanged for tokens");
}

Finding a_public_clients_code_is_exchanged_once(Session& session) {
  return one_wins(
      session, [](Session& own) { return code_request(own, sure(own.target().open)); },
      "one code of a public client was exchanged for tokens");
}

// The tokens of those who won a race for a code. Inconclusive where nobody did, or nobody lost.
Attempt<std::vector<IssuedTokens>> prizes(Session& session) {
  const auto request = code_request(session, session.client());
  if (!request) return std::unexpected(request.error());
  const auto responses = race(session, *request, kMostRunners);
  if (!responses) return std::unexpected(responses.error());
  std::vector<IssuedTokens> won;
  for (const Response& response : *responses) {
    auto tokens = Session::read_tokens(response);
    if (tokens) won.push_back(*std::move(tokens));
  }
  if (won.empty()) return std::unexpected(inconclusive("nobody won the race for a code"));
  return won;
}

Finding the_prize_is_taken_back(Session& session) {
  const auto control = session.tokens();
  if (!control) return control.error();
  const auto taken = session.takes(control->access_token);
  if (!taken) return taken.error();
  if (!*taken) return inconclusive("the resource refuses the token of a code that was used once");
  const auto won = prizes(session);
  if (!won) return won.error();
  for (const IssuedTokens& tokens : *won) {
    const auto still = session.takes(tokens.access_token);
    if (!still) return still.error();
    if (*still) {
      return fail(
          "an access token is still taken though its code was used several times at the same "
          "moment");
    }
  }
  return pass();
}

Finding the_refresh_prize_is_taken_back(Session& session) {
  const auto won = prizes(session);
  if (!won) return won.error();
  if (won->front().refresh_token.empty()) return inconclusive("no refresh token was issued");
  for (const IssuedTokens& tokens : *won) {
    const auto response =
        session.token(session.client(),
                      {{"grant_type", "refresh_token"}, {"refresh_token", tokens.refresh_token}});
    if (!response) return response.error();
    if (is_success(*response)) {
      return fail(
          "a refresh token is still exchanged though its code was used several times at the same "
          "moment");
    }
  }
  return pass();
}

// A server may answer a client that asks again with the very tokens that took the place of the old one: there is one set all the same.
Finding one_refresh_token_follows(Session& session) {
  const TestClient& open = sure(session.target().open);
  CodeRequest wanted;
  wanted.client = &open;
  const auto tokens = session.tokens(wanted);
  if (!tokens) return tokens.error();
  if (tokens->refresh_token.empty()) return inconclusive("no refresh token was issued");
  const auto request = token_request(
      session, open, {{"grant_type", "refresh_token"}, {"refresh_token", tokens->refresh_token}});
  if (!request) return request.error();
  const auto responses = race(session, *request, kMostRunners);
  if (!responses) return responses.error();
  std::set<std::string> next;
  for (const Response& response : *responses) {
    if (const auto refreshed = Session::read_tokens(response))
      next.insert(refreshed->refresh_token);
  }
  if (next.empty()) return inconclusive("no request of the race succeeded");
  if (next.contains("") || next.contains(tokens->refresh_token)) {
    return inconclusive("no other refresh token takes the place of one that was used");
  }
  return next.size() == 1 ? pass()
                          : fail(std::to_string(next.size()) +
                                 " refresh tokens took the place of one, which was used several "
                                 "times at the same moment");
}

// A pushed request, as the browser names it.
Attempt<Parameters> pushed_reference(Session& session) {
  const auto parameters = right_request(session);
  if (!parameters) return parameters;
  const auto response = session.post_as(
      session.client(), session.target().server.pushed_authorization_request_endpoint, *parameters);
  if (!response) return std::unexpected(response.error());
  const auto body = json_of(*response);
  if (!is_success(*response) || !body || !body->is_object()) {
    return std::unexpected(inconclusive("nothing could be pushed: " + describe(*response)));
  }
  return Parameters{{"client_id", session.client().id()},
                    {"request_uri", text_of(*body, "request_uri")}};
}

// The form that allows what was pushed, with the cookies of a browser where the owner has signed in before.
Attempt<Request> allowing_form(Session& session, Browser& browser, const Parameters& reference) {
  const auto parameters = right_request(session);
  if (!parameters) return std::unexpected(parameters.error());
  if (const auto control = browser.allow(*parameters); !control) {
    return std::unexpected(control.error());
  }
  auto form = browser.consent(reference);
  if (form) form->headers.push_back({"Cookie", browser.agent().cookies().header_for(form->url)});
  return form;
}

bool was_refused(const Browser& browser) {
  const auto& last = browser.exchanges().back().response;
  return last && last->status / 100 == 4;
}

// The owner has two browsers with one pushed request in both, and allows it in both at the same moment.
Finding a_pushed_request_gets_one_code(Session& session) {
  const auto reference = pushed_reference(session);
  if (!reference) return reference.error();
  Browser first(session);
  const auto form = allowing_form(session, first, *reference);
  if (!form) return form.error();
  Browser second(session);
  const auto other = allowing_form(session, second, *reference);
  if (!other) return was_refused(second) ? pass() : other.error();
  const auto responses = session.at_once({*form, *other});
  if (!responses) return responses.error();
  std::set<std::string> codes;
  for (const Response& response : *responses) {
    const oauth::message::Parameters parameters = query_of(location_of(response).value_or(""));
    const auto code = parameters.find("code");
    if (code) codes.emplace(*code);
  }
  if (codes.empty()) return inconclusive("the forms that allow are not answered with a code");
  return codes.size() == 1
             ? pass()
             : fail("a request_uri that was used twice at the same moment got two codes");
}

Attempt<Request> device_request(Session& session) {
  const auto issued = device_codes(session);
  if (!issued) return std::unexpected(issued.error());
  const auto entered =
      session.target().owner.enter_user_code(issued->verification_uri, issued->user_code);
  if (!entered) return std::unexpected(lost(entered.error()));
  return token_request(session, session.client(),
                       {{"grant_type", "urn:ietf:params:oauth:grant-type:device_code"},
                        {"device_code", issued->device_code}});
}

Finding a_device_code_is_exchanged_once(Session& session) {
  return one_wins(session, device_request, "one device code was exchanged for tokens");
}

Attempt<Request> proved_request(Session& session) {
  Prover prover(session, session.target().keys.front());
  // The first request learns the nonce, where the server asks for one.
  const auto control = prover.token(session.client(), client_credentials_form());
  if (!control) return std::unexpected(control.error());
  if (!is_success(*control)) {
    return std::unexpected(inconclusive("a right proof was refused: " + describe(*control)));
  }
  const auto unsigned_proof = prover.proof();
  if (!unsigned_proof) return std::unexpected(unsigned_proof.error());
  const auto proof = prover.sign(*unsigned_proof);
  if (!proof) return std::unexpected(proof.error());
  return form_request(session.client(), session.target().server.token_endpoint,
                      client_credentials_form(), {{"DPoP", *proof}});
}

Finding a_proof_is_taken_once(Session& session) {
  return one_wins(session, proved_request, "one DPoP proof was taken");
}

Attempt<Request> asserted_request(Session& session) {
  const Signer& signer = sure(session.target().asserting);
  const auto jwt = sign(session, assertion(session, signer, signer.id), signer.key);
  if (!jwt) return std::unexpected(jwt.error());
  Parameters form = client_credentials_form();
  form.add("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer");
  form.add("client_assertion", *jwt);
  return Request{"POST",
                 session.target().server.token_endpoint,
                 {{"Content-Type", "application/x-www-form-urlencoded"}},
                 oauth::message::write_form(form)};
}

Finding an_assertion_is_taken_once(Session& session) {
  return one_wins(session, asserted_request, "one client assertion was taken");
}

Finding clients_stay_apart(Session& session) {
  const Request request{
      "POST",
      session.target().server.registration_endpoint,
      {{"Content-Type", "application/json"}},
      R"({"redirect_uris": ["https://client.example/registered"], "client_name": "One of several at once"})"};
  const auto responses = race(session, request, kMostRunners);
  if (!responses) return responses.error();
  std::set<std::string> ids;
  std::size_t registered = 0;
  for (const Response& response : *responses) {
    const auto body = json_of(response);
    if (!is_success(response) || !body || !body->is_object()) continue;
    ids.insert(text_of(*body, "client_id"));
    ++registered;
  }
  if (registered < 2) return inconclusive("less than two clients were registered at once");
  return ids.size() == registered
             ? pass()
             : fail("clients that were registered at the same moment have the same client_id");
}

constexpr auto kRacesChecks = std::to_array<Check>({
    {"races/a-code-is-exchanged-once",
     "Of several requests with one code at the same moment, one succeeds",
     {"RFC6749-4.1.2-6", "RFC9700-4.2.4-3", "RFC6749-10.5-3"},
     Level::must,
     {Need::code_grant, Need::parallel},
     a_code_is_exchanged_once},
    {"races/a-public-clients-code-is-exchanged-once",
     "Of several requests of a public client with one code at the same moment, one succeeds",
     {"RFC6749-10.5-3", "RFC6749-4.1.2-6"},
     Level::must,
     {Need::code_grant, Need::open_client, Need::parallel},
     a_public_clients_code_is_exchanged_once},
    {"races/the-prize-is-taken-back",
     "An access token is revoked when its code was used several times at the same moment",
     {"RFC6749-4.1.2-7", "RFC6749-10.5-4", "RFC9700-4.2.4-4"},
     Level::should,
     {Need::code_grant, Need::resource, Need::parallel},
     the_prize_is_taken_back},
    {"races/the-refresh-prize-is-taken-back",
     "A refresh token is revoked when its code was used several times at the same moment",
     {"RFC6749-4.1.2-7", "RFC6749-10.5-4", "RFC9700-4.2.4-4"},
     Level::should,
     {Need::code_grant, Need::refresh_token, Need::parallel},
     the_refresh_prize_is_taken_back},
    {"races/one-refresh-token-follows",
     "A public client's refresh token that is used several times at the same moment is replaced by "
     "one",
     {"RFC9700-4.14.2-3"},
     Level::should,
     {Need::code_grant, Need::open_client, Need::refresh_token, Need::parallel},
     one_refresh_token_follows},
    {"races/a-pushed-request-gets-one-code",
     "A request_uri that is used twice at the same moment gets one code",
     {"RFC9126-4-3", "RFC9126-7.3-1"},
     Level::should,
     {Need::pushed, Need::code_grant, Need::browser, Need::parallel},
     a_pushed_request_gets_one_code},
    {"races/a-device-code-is-exchanged-once",
     "Of several requests with one device code at the same moment, one succeeds",
     {"RFC8628-3.5-6"},
     Level::must,
     {Need::device, Need::parallel},
     a_device_code_is_exchanged_once},
    {"races/a-proof-is-taken-once",
     "Of several requests with one DPoP proof at the same moment, one succeeds",
     {"RFC9449-11.1-2"},
     Level::may,
     {Need::dpop, Need::client_credentials, Need::parallel},
     a_proof_is_taken_once},
    {"races/an-assertion-is-taken-once",
     "Of several requests with one client assertion at the same moment, one succeeds",
     {"RFC7523-3-14"},
     Level::may,
     {Need::asserting_client, Need::client_credentials, Need::parallel},
     an_assertion_is_taken_once},
    {"races/clients-stay-apart",
     "Clients that are registered at the same moment get client_ids of their own",
     {"RFC7591-3.2.1-3"},
     Level::should,
     {Need::registration, Need::parallel},
     clients_stay_apart},
});

}  // namespace

Topic races() {
  return kRacesChecks;
}

}  // namespace oauthspec::checks
