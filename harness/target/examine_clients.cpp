// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <variant>

#include <fmt/format.h>

#include "harness/checks/expect.h"
#include "harness/reference/codec/json.h"
#include "harness/target/examine.h"

namespace oauthspec::target {
namespace {

using checks::TestClient;
using oauth::message::Response;

bool is_public(const TestClient& client) {
  return std::holds_alternative<oauth::oauth2::NoAuthentication>(client.client.authentication);
}

// As RFC 6749 section 5 has it, whatever the Content-Type says: that is for a check to judge.
bool is_oauth_answer(const Response& response) {
  const auto body = oauth::codec::parse_json(response.body);
  return body && body->is_object() && (body->contains("error") || body->contains("access_token"));
}

// Nothing that stands at a token endpoint answers a POST so: RFC 7231 sections 6.3, 6.4, 6.5.4, 6.5.5 and 6.5.9.
bool is_elsewhere(int status) {
  return status < 400 || status == 404 || status == 405 || status == 410;
}

// A code that nobody issued, with a verifier: some servers know a public client by that alone.
oauth::message::Parameters form_for_nothing(Examination& examination, const TestClient& client) {
  constexpr std::size_t kShortestVerifier = 43;  // RFC 7636 section 4.1
  checks::Session& session = examination.session();
  oauth::message::Parameters form{{"grant_type", "authorization_code"},
                                  {"code", session.fresh_text()},
                                  {"code_verifier", session.fresh_text(kShortestVerifier)}};
  if (!client.redirect_uris.empty()) form.add("redirect_uri", client.redirect_uris.front());
  return form;
}

void tell_of_refusal(Examination& examination, const std::string& subject, const char* place,
                     const TestClient& client, const Response& response) {
  const std::string seen = checks::describe(response);
  if (is_public(client)) {
    return examination.fault(
        subject,
        fmt::format("the token endpoint answers {} to its client_id with a code_verifier", seen),
        fmt::format("Correct client_id, register the client with the method none, or leave "
                    "oauth2.clients.{} out.",
                    place));
  }
  examination.fault(subject, fmt::format("the token endpoint answers {} to its credentials", seen),
                    "Correct client_id, client_secret and token_endpoint_auth_method, or register "
                    "the client so.");
}

}  // namespace

Standing examine_client(Examination& examination, const char* place, const TestClient& client) {
  const std::string subject = fmt::format("the client oauth2.clients.{}", place);
  const std::string& endpoint = examination.target().server.token_endpoint;
  const auto response = examination.session().token(client, form_for_nothing(examination, client));
  if (!response) {
    examination.unreachable(subject, response.error().message, "See what the server's log says.");
    return Standing::nowhere;
  }
  if (checks::error_of(*response) == "invalid_client" || response->status == 401) {
    tell_of_refusal(examination, subject, place, client, *response);
    return Standing::refused;
  }
  if (is_oauth_answer(*response)) {
    examination.good(subject, "it is known");
    return Standing::known;
  }
  const std::string seen =
      fmt::format("it answers {} to a token request, which is no answer of OAuth's",
                  checks::describe(*response));
  if (is_elsewhere(response->status)) {
    examination.fault("the token endpoint " + endpoint, seen, "Correct oauth2.endpoints.token.");
    return Standing::nowhere;
  }
  examination.note(subject,
                   fmt::format("nobody can tell whether it is known: {}: {}", endpoint, seen),
                   "Where no code can be exchanged, look at oauth2.endpoints.token first.");
  return Standing::unclear;
}

}  // namespace oauthspec::target
