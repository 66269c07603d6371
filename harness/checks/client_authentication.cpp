// SPDX-License-Identifier: Apache-2.0
// How clients authenticate at the token endpoint: RFC 6749 sections 2.3 and 3.2.1.
#include <array>

#include "harness/checks/asked_scope.h"
#include "harness/checks/client_secret.h"
#include "harness/checks/expect.h"
#include "harness/checks/other_case.h"
#include "harness/checks/topics.h"

namespace oauthspec::checks {
namespace {

namespace oauth2 = oauth::oauth2;

TestClient with_basic(const TestClient& client, std::string_view secret) {
  return {{client.id(), oauth2::SecretBasic{oauth::Secret(secret)}}, {}, {}};
}

Finding a_wrong_secret_is_refused(Session& session) {
  if (secret_of(session.client()).empty()) return inconclusive("the client has no secret");
  if (const auto right = session.client_credentials(); !right) return right.error();
  const auto response = session.token(with_secret(session.client(), session.fresh_text(24)),
                                      client_credentials_form(session.client()));
  if (!response) return response.error();
  return refused(*response, {"invalid_client"}, "a client got a token with a wrong secret");
}

// A code goes to nobody who knows a part of the secret only, or all of it and more.
Finding a_part_of_a_secret_is_refused(Session& session) {
  const std::string secret = secret_of(session.client());
  if (secret.size() < 2) return inconclusive("the client has no secret to cut");
  if (const auto right = session.tokens(); !right) return right.error();
  for (const std::string& wrong : {secret.substr(0, secret.size() - 1), secret + "x"}) {
    const auto code = session.code();
    if (!code) return code.error();
    const TestClient client = with_secret(session.client(), wrong);
    const auto response = session.redeem(*code, &client);
    if (!response) return response.error();
    const Finding finding = refused(*response, {"invalid_client"},
                                    "a code was exchanged with a part of the client's secret");
    if (finding.verdict != Verdict::pass) return finding;
  }
  return pass();
}

Finding a_secret_has_its_case(Session& session) {
  const std::string secret = secret_of(session.client());
  const std::string other = in_other_case(secret);
  if (other == secret) return inconclusive("the client's secret has no letters");
  const auto& [username, password] = sure(session.target().password);
  const Parameters form = with_scope_of(
      session.client(),
      {{"grant_type", "password"}, {"username", username}, {"password", password.reveal()}});
  const auto right = session.token(session.client(), form);
  if (!right) return right.error();
  if (!is_success(*right)) {
    return inconclusive("the right request was refused: " + describe(*right));
  }
  const auto response = session.token(with_secret(session.client(), other), form);
  if (!response) return response.error();
  return refused(*response, {"invalid_client"},
                 "a client authenticated with its secret in another case");
}

Finding a_confidential_client_must_authenticate(Session& session) {
  const auto code = session.code();
  if (!code) return code.error();
  const auto response =
      session.post(session.target().server.token_endpoint,
                   with(session.code_form(*code), "client_id", session.client().id()));
  if (!response) return response.error();
  return refused(*response, {"invalid_client", "invalid_request"},
                 "a confidential client exchanged a code without authentication");
}

Finding two_ways_at_once_are_refused(Session& session) {
  const std::string secret = secret_of(session.client());
  if (secret.empty()) return inconclusive("the client has no secret");
  if (const auto right = session.client_credentials(); !right) return right.error();
  const auto response = session.token(
      with_basic(session.client(), secret),
      also(also(client_credentials_form(session.client()), "client_id", session.client().id()),
           "client_secret", secret));
  if (!response) return response.error();
  return refused(*response, {},
                 "a request was taken that authenticated in the header and in the body");
}

Finding credentials_in_the_uri_are_refused(Session& session) {
  const std::string secret = secret_of(session.client());
  if (secret.empty()) return inconclusive("the client has no secret");
  std::string url = session.target().server.token_endpoint;
  const auto control = session.post(url, client_credentials_form());
  if (!control) return control.error();
  if (is_success(*control)) return inconclusive("a client needs no authentication at all");
  oauth::message::append_form_to_query(
      url, {{"client_id", session.client().id()}, {"client_secret", secret}});
  const auto response = session.post(url, client_credentials_form(session.client()));
  if (!response) return response.error();
  return refused(*response, {}, "a client authenticated with a secret in the request URI");
}

Attempt<Response> fail_with_basic(Session& session) {
  auto response = session.token(with_basic(session.client(), session.fresh_text(24)),
                                client_credentials_form(session.client()));
  if (response && is_success(*response)) {
    return std::unexpected(inconclusive("a wrong secret was taken"));
  }
  return response;
}

Finding a_failure_of_basic_is_401(Session& session) {
  const auto response = fail_with_basic(session);
  if (!response) return response.error();
  return response->status == 401 ? pass()
                                 : fail(
                                       "a client failed to authenticate by the Authorization "
                                       "header, and the answer is " +
                                       describe(*response) + ", not 401");
}

Finding a_failure_of_basic_names_the_scheme(Session& session) {
  const auto response = fail_with_basic(session);
  if (!response) return response.error();
  for (const HeaderField& field : response->headers) {
    const std::string_view scheme = std::string_view(field.value).substr(0, field.value.find(' '));
    if (oauth::message::equal_without_case(field.name, "WWW-Authenticate") &&
        oauth::message::equal_without_case(scheme, "Basic")) {
      return pass();
    }
  }
  return fail(
      "no WWW-Authenticate field of the refusal names the scheme Basic, which the client used");
}

Finding an_unknown_client_is_invalid(Session& session) {
  const TestClient unknown{
      {session.fresh_text(), oauth2::SecretBasic{oauth::Secret(session.fresh_text())}}, {}, {}};
  const auto response = session.token(unknown, client_credentials_form(session.client()));
  if (!response) return response.error();
  return refused_as(*response, {"invalid_client"}, "a client that nobody registered got a token");
}

constexpr auto kClientAuthenticationChecks = std::to_array<Check>({
    {"client-authentication/a-wrong-secret-is-refused",
     "A client with a wrong secret gets no token",
     {"RFC6749-4.4.2-3"},
     Level::must,
     {Need::client_credentials},
     a_wrong_secret_is_refused},
    {"client-authentication/a-part-of-a-secret-is-refused",
     "A secret is compared to its end",
     {"RFC6749-4.1.3-9"},
     Level::must,
     {Need::code_grant},
     a_part_of_a_secret_is_refused},
    {"client-authentication/a-secret-has-its-case",
     "A secret in another case is refused",
     {"RFC6749-4.3.2-7"},
     Level::must,
     {Need::client_credentials, Need::password},
     a_secret_has_its_case},
    {"client-authentication/a-confidential-client-must-authenticate",
     "A confidential client that names itself only gets no token for a code",
     {"RFC6749-4.1.3-8", "RFC6749-3.2.1-1"},
     Level::must,
     {Need::code_grant},
     a_confidential_client_must_authenticate},
    {"client-authentication/two-ways-at-once-are-refused",
     "A request that authenticates in two ways is refused",
     {"RFC6749-2.3-3", "RFC6749-5.2-3"},
     Level::should,
     {Need::client_credentials},
     two_ways_at_once_are_refused},
    {"client-authentication/credentials-in-the-uri-are-refused",
     "A client's secret is not taken from the request URI",
     {"RFC6749-2.3.1-10"},
     Level::must,
     {Need::client_credentials},
     credentials_in_the_uri_are_refused},
    {"client-authentication/a-failure-of-basic-is-401",
     "A client that fails to authenticate by the Authorization header is answered with 401",
     {"RFC6749-5.2-6"},
     Level::must,
     {Need::client_credentials},
     a_failure_of_basic_is_401},
    {"client-authentication/a-failure-of-basic-names-the-scheme",
     "That answer has a WWW-Authenticate field with the scheme that the client used",
     {"RFC6749-5.2-7"},
     Level::must,
     {Need::client_credentials},
     a_failure_of_basic_names_the_scheme},
    {"client-authentication/an-unknown-client-is-invalid",
     "A client that nobody registered is answered with invalid_client",
     {"RFC6749-5.2-4"},
     Level::must,
     {Need::client_credentials},
     an_unknown_client_is_invalid},
});

}  // namespace

Topic client_authentication() {
  return kClientAuthenticationChecks;
}

}  // namespace oauthspec::checks
