// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/authenticate.h"

#include "mock_provider/testing/token_fixture.h"

namespace oauthspec::provider {
namespace {

constexpr std::string_view kAssertionType =
    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

class ClientAuthentication : public testing::TokenTest {
 protected:
  http::Reply ask(Parameters form, Fields fields = {}, std::string_view path = "/token") {
    form.add("grant_type", "client_credentials");
    form.add("token", "any");
    return post(path, form, std::move(fields));
  }
  static Parameters with_assertion(const std::string& jwt) {
    return {{"client_assertion_type", kAssertionType}, {"client_assertion", jwt}};
  }
  [[nodiscard]] std::string by_secret(const oauth::oauth2::AssertionClaims& claims) const {
    return *oauth::oauth2::make_client_assertion(oauth::crypto::openssl(), "HS256",
                                                 state.registry.clients.at("jwt-client").secret,
                                                 std::nullopt, claims);
  }
  [[nodiscard]] oauth::oauth2::AssertionClaims own_claims() const {
    return assertion_claims("jwt-client", "jwt-client");
  }
};

// RFC6749-2.3.1-1, RFC6749-2.3.1-4, RFC6749-5.2-6, RFC6749-5.2-7
TEST_F(ClientAuthentication, TakesASecretInTheFieldOrInTheBody) {
  EXPECT_EQ(error(ask({}, client())), "200 ");
  EXPECT_EQ(error(ask({{"client_id", "client"}, {"client_secret", "secret"}})), "200 ");
  const auto wrong = ask({}, {basic("client", "Secret")});
  EXPECT_EQ(error(wrong), "401 invalid_client");
  EXPECT_EQ(oauth::message::find_header(wrong.response.headers, "WWW-Authenticate"),
            "Basic realm=\"\"");
  EXPECT_EQ(error(ask({{"client_id", "client"}, {"client_secret", "wrong"}})),
            "401 invalid_client");
}

TEST_F(ClientAuthentication, TellsNobodyWhichClientsThereAre) {
  const auto wrong = ask({}, {basic("client", "wrong")});
  EXPECT_EQ(state.log.at(1).verdict.reason, "credentials_invalid");
  const auto unknown = ask({}, {basic("nobody", "wrong")});
  EXPECT_EQ(state.log.at(2).verdict.reason, "client_unknown");
  EXPECT_EQ(wrong.response.body, unknown.response.body);
  EXPECT_EQ(wrong.response.status, unknown.response.status);
}

// RFC6749-2.3-3, RFC6749-5.2-3
TEST_F(ClientAuthentication, RefusesTwoMethodsAtOnce) {
  EXPECT_EQ(error(ask({{"client_id", "client"}, {"client_secret", "secret"}}, client())),
            "400 invalid_request");
}

// RFC6749-3.2.1-1, RFC6749-4.4-2
TEST_F(ClientAuthentication, IsNotLeftOutByAConfidentialClient) {
  EXPECT_EQ(error(ask({{"client_id", "client"}})), "401 invalid_client");
  EXPECT_EQ(blamed(), "RFC6749-3.2.1-1");
  EXPECT_EQ(error(ask({{"client_id", "public"}})), "400 unauthorized_client");
  state.registry.clients.at("public").grant_types.insert("client_credentials");
  EXPECT_EQ(error(ask({{"client_id", "public"}})), "400 unauthorized_client");
  EXPECT_EQ(blamed(), "RFC6749-4.4-2");
  EXPECT_EQ(error(ask({})), "401 invalid_client");
}

TEST_F(ClientAuthentication, IsDoneByARegisteredMethodOnly) {
  state.registry.clients.at("client").methods = {AuthenticationMethod::client_secret_post};
  EXPECT_EQ(error(ask({}, client())), "401 invalid_client");
  EXPECT_EQ(error(ask({{"client_id", "client"}, {"client_secret", "secret"}})), "200 ");
}

// RFC7523-3-5, RFC7523-3-16
TEST_F(ClientAuthentication, TakesAJwtByTheClientsSecret) {
  EXPECT_EQ(error(ask(with_assertion(by_secret(own_claims())))), "200 ");
  auto claims = own_claims();
  claims.subject = "client";
  EXPECT_EQ(error(ask(with_assertion(by_secret(claims)))), "401 invalid_client");
  EXPECT_EQ(blamed(), "RFC7523-3.2-1");
  claims = own_claims();
  claims.expires = now();
  EXPECT_EQ(error(ask(with_assertion(by_secret(claims)))), "401 invalid_client");
  std::string forged = by_secret(own_claims());
  forged[forged.size() - 5] = forged[forged.size() - 5] == 'A' ? 'B' : 'A';
  EXPECT_EQ(error(ask(with_assertion(forged))), "401 invalid_client");
  EXPECT_EQ(
      error(ask({{"client_id", "jwt-client"},
                 {"client_secret", state.registry.clients.at("jwt-client").secret.reveal()}})),
      "401 invalid_client");
}

// RFC7523-3-6, RFC7523-3-7, RFC7523-3-18
TEST_F(ClientAuthentication, TakesAJwtThatIsMeantForTheProvider) {
  const std::string issuer(kOrigin);
  for (const std::string& good : {issuer, issuer + "/token", issuer + "/revoke"}) {
    auto claims = own_claims();
    claims.audience = {good};
    EXPECT_EQ(error(ask(with_assertion(by_secret(claims)), {}, "/revoke")), "200 ") << good;
  }
  for (const std::string& bad :
       {issuer + "/", issuer + "/revoke", std::string("https://as.example")}) {
    auto claims = own_claims();
    claims.audience = {bad};
    EXPECT_EQ(error(ask(with_assertion(by_secret(claims)))), "401 invalid_client") << bad;
  }
}

// RFC7523-3-13
TEST_F(ClientAuthentication, TakesNoJwtOfLongAgo) {
  auto claims = own_claims();
  claims.issued = now() - 86'400;
  EXPECT_EQ(error(ask(with_assertion(by_secret(claims)))), "200 ");
  claims.issued = now() - 86'401;
  EXPECT_EQ(error(ask(with_assertion(by_secret(claims)))), "401 invalid_client");
  EXPECT_EQ(blamed(), "RFC7523-3-13");
}

// RFC7523-3-14
TEST_F(ClientAuthentication, TakesAJwtWithAnIdentifierOnce) {
  auto claims = own_claims();
  claims.id = "one";
  const std::string jwt = by_secret(claims);
  EXPECT_EQ(error(ask(with_assertion(jwt))), "200 ");
  EXPECT_EQ(error(ask(with_assertion(jwt))), "401 invalid_client");
  EXPECT_EQ(blamed(), "RFC7523-3-14");
  claims.id = "two";
  EXPECT_EQ(error(ask(with_assertion(by_secret(claims)))), "200 ");
}

TEST_F(ClientAuthentication, TakesAJwtByTheClientsPrivateKey) {
  ClientRecord& record = state.registry.clients.at("client");
  record.methods = {AuthenticationMethod::private_key_jwt};
  record.jwks = testing::ec_key_set();
  const auto claims = assertion_claims("client", "client");
  EXPECT_EQ(error(ask(with_assertion(signed_by_ec(claims)))), "200 ");
  EXPECT_EQ(error(ask(with_assertion(by_secret(claims)))), "401 invalid_client");
  record.jwks = nlohmann::json::array();
  EXPECT_EQ(error(ask(with_assertion(signed_by_ec(claims)))), "401 invalid_client");
}

// RFC6749-5.2-9, RFC6749-5.2-10, RFC6749-4.5-2
TEST_F(ClientAuthentication, ComesBeforeTheGrantIsLookedAt) {
  EXPECT_EQ(error(post("/token", {{"grant_type", "password"}, {"username", "a"}, {"password", "b"}},
                       {basic("client", "wrong")})),
            "401 invalid_client");
  state.registry.clients.at("client").grant_types = {"password"};
  EXPECT_EQ(error(ask({}, client())), "400 unauthorized_client");
  EXPECT_EQ(error(post("/token", {{"grant_type", "urn:example:unknown"}}, client())),
            "400 unsupported_grant_type");
  state.registry.clients.at("client").grant_types.insert(
      "urn:ietf:params:oauth:grant-type:saml2-bearer");
  EXPECT_EQ(error(post("/token",
                       {{"grant_type", "urn:ietf:params:oauth:grant-type:saml2-bearer"},
                        {"assertion", "PHNhbWw+"}},
                       client())),
            "400 unsupported_grant_type");
}

}  // namespace
}  // namespace oauthspec::provider
