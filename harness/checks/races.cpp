// SPDX-License-Identifier: Apache-2.0
// What may be used once, used several times at the same moment: RFC 6749 section 4.1.2 and its like.
#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "harness/checks/device_codes.h"
#include "harness/checks/expect.h"
#include "harness/checks/oauth1_session.h"
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

Attempt<Request> resource_request(Session& session) {
  const OAuth1Session oauth1(session);
  if (session.target().oauth1_resource.empty()) {
    return std::unexpected(unsupported("there is no protected resource"));
  }
  const auto token = oauth1.token_credentials();
  if (!token) return std::unexpected(token.error());
  const auto parts = oauth1.sign(oauth1.resource_parts(*token));
  if (!parts) return std::unexpected(parts.error());
  return OAuth1Session::request_of(*parts);
}

Finding a_nonce_is_taken_once(Session& session) {
  return one_wins(session, resource_request, "one nonce was taken");
}

Attempt<Request> temporary_request(Session& session) {
  const OAuth1Session oauth1(session);
  const auto parts = oauth1.sign(oauth1.temporary_parts());
  if (!parts) return std::unexpected(parts.error());
  return OAuth1Session::request_of(*parts);
}

Finding a_temporary_request_is_taken_once(Session& session) {
  return one_wins(session, temporary_request,
                  "one signed request was answered with temporary credentials");
}

// Each request has a nonce of its own: what is contested are the temporary credentials.
Finding temporary_credentials_are_exchanged_once(Session& session) {
  const OAuth1Session oauth1(session);
  const auto authorized = oauth1.authorized();
  if (!authorized) return authorized.error();
  std::vector<Request> requests;
  for (std::size_t i = 0; i < kMostRunners; ++i) {
    const auto parts = oauth1.sign(oauth1.token_parts(*authorized));
    if (!parts) return parts.error();
    const auto request = OAuth1Session::request_of(*parts);
    if (!request) return request.error();
    requests.push_back(*request);
  }
  const auto responses = session.at_once(requests);
  if (!responses) return responses.error();
  std::set<std::string> issued;
  for (const Response& response : *responses) {
    if (const auto credentials = OAuth1Session::credentials_of(response)) {
      issued.insert(credentials->key);
    }
  }
  if (issued.empty()) return inconclusive("no request of the race succeeded");
  return issued.size() == 1
             ? pass()
             : fail("temporary credentials were exchanged for " + std::to_string(issued.size()) +
                    " token credentials at the same moment");
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

constexpr auto kChecks = std::to_array<Check>({
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
    {"races/a-nonce-is-taken-once",
     "Of several requests with one nonce at the same moment, one is accepted",
     {"RFC5849-3.2-2"},
     Level::must,
     {Need::oauth1, Need::parallel},
     a_nonce_is_taken_once},
    {"races/a-temporary-request-is-taken-once",
     "Of several of one request for temporary credentials at the same moment, one is accepted",
     {"RFC5849-3.2-2"},
     Level::must,
     {Need::oauth1, Need::parallel},
     a_temporary_request_is_taken_once},
    {"races/temporary-credentials-are-exchanged-once",
     "Temporary credentials that are used several times at the same moment give one set of token "
     "credentials",
     {"RFC5849-2.3-7"},
     Level::must,
     {Need::oauth1, Need::parallel},
     temporary_credentials_are_exchanged_once},
});

}  // namespace

Topic races() {
  return kChecks;
}

}  // namespace oauthspec::checks
