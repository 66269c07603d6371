// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/registration.h"

#include <nlohmann/json.hpp>

#include "harness/reference/jose/jwk.h"
#include "harness/reference/jose/jws.h"
#include "harness/reference/oauth2/metadata.h"
#include "harness/testing/rsa_test_key.h"
#include "mock_provider/testing/provider_fixture.h"

namespace oauthspec::provider {
namespace {

using nlohmann::json;
using oauth::message::HeaderField;
using oauth::message::Parameters;

class Registration : public testing::ProviderTest {
 protected:
  http::Reply send(const std::string& method, const std::string& path, const std::string& body,
                   std::vector<HeaderField> headers = {}) {
    headers.push_back({"Content-Type", "application/json"});
    return handle({method, std::string(kOrigin) + path, std::move(headers), body}, state);
  }
  http::Reply add(const json& metadata, std::vector<HeaderField> headers = {}) {
    return send("POST", "/register", metadata.dump(), std::move(headers));
  }
  json added(const json& metadata) {
    const auto reply = add(metadata);
    EXPECT_EQ(reply.response.status, 201) << reply.response.body;
    return json::parse(reply.response.body);
  }
  std::string error(const json& metadata) {
    const auto reply = add(metadata);
    EXPECT_EQ(reply.response.status, 400) << reply.response.body;
    return json::parse(reply.response.body).value("error", "");
  }
  // Of the configuration endpoint, for a client as it was told.
  http::Reply manage(const std::string& method, const json& client, const std::string& body = "") {
    return send(
        method, "/register/" + client.at("client_id").get<std::string>(), body,
        {{"Authorization", "Bearer " + client.at("registration_access_token").get<std::string>()}});
  }

  const json kMinimal =
      json::object({{"redirect_uris", json::array({"https://client.example/callback"})}});
};

// RFC7591-3.2.1-1, RFC7591-3.2.1-2, RFC7591-3.2.1-5, RFC7591-3.2.1-9, RFC7591-2-3, RFC7591-2-4
TEST_F(Registration, TellsEverythingThatIsRegistered) {
  const auto reply = add(kMinimal);
  const auto read = oauth::oauth2::parse_metadata(
      oauth::crypto::openssl(), reply.response,
      {.kind = oauth::oauth2::MetadataKind::client, .identifier = {}, .signers = {}});
  ASSERT_TRUE(read) << reply.response.body;
  const json client = json::parse(reply.response.body);
  EXPECT_EQ(client.at("redirect_uris"), kMinimal.at("redirect_uris"));
  EXPECT_EQ(client.at("token_endpoint_auth_method"), "client_secret_basic");
  EXPECT_EQ(client.at("grant_types"), json::array({"authorization_code"}));
  EXPECT_EQ(client.at("response_types"), json::array({"code"}));
  EXPECT_EQ(client.at("client_secret_expires_at"), 0);
  EXPECT_EQ(client.at("client_id_issued_at"), 1'700'000'000);
  EXPECT_FALSE(client.at("client_secret").get<std::string>().empty());
}

// RFC7591-3.2.1-3, RFC7591-3.2.1-4
TEST_F(Registration, GivesEachClientANameAndASecretOfItsOwn) {
  const json one = added(kMinimal);
  const json other = added(kMinimal);
  EXPECT_NE(one.at("client_id"), other.at("client_id"));
  EXPECT_NE(one.at("client_secret"), other.at("client_secret"));
}

TEST_F(Registration, MakesAClientThatMayUseItsGrants) {
  const json client = added({{"grant_types", {"client_credentials"}},
                             {"token_endpoint_auth_method", "client_secret_post"},
                             {"scope", "write"}});
  EXPECT_EQ(client.at("response_types"), json::array());
  const auto reply =
      post("/token", Parameters{{"grant_type", "client_credentials"},
                                {"scope", "write"},
                                {"client_id", client.at("client_id").get<std::string>()},
                                {"client_secret", client.at("client_secret").get<std::string>()}});
  EXPECT_EQ(reply.response.status, 200) << reply.response.body;
}

// RFC7591-2-13
TEST_F(Registration, IgnoresWhatItDoesNotKnow) {
  json metadata = kMinimal;
  metadata["example_extension_parameter"] = 5;
  metadata["client_name#fr"] = "Mon client";
  metadata["client_id"] = "chosen";
  const json client = added(metadata);
  EXPECT_FALSE(client.contains("example_extension_parameter"));
  EXPECT_EQ(client.at("client_name#fr"), "Mon client");
  EXPECT_NE(client.at("client_id"), "chosen");
}

// RFC7591-5-3, RFC7591-5-4, RFC8252-8.4-6
TEST_F(Registration, TakesOnlyRedirectionUrisThatAreSafe) {
  for (const char* uri : {"https://client.example/cb?a=b", "http://127.0.0.1:1234/cb",
                          "http://[::1]/cb", "http://localhost/cb", "com.example.app:/cb"}) {
    EXPECT_EQ(add({{"redirect_uris", {uri}}}).response.status, 201) << uri;
  }
  for (const char* uri :
       {"http://client.example/cb", "https://client.example/cb#f", "/cb", "", "https:/cb",
        "javascript:alert(1)", "app:/cb", "http:///cb", "data:text/html,x"}) {
    EXPECT_EQ(error({{"redirect_uris", {uri}}}), "invalid_redirect_uri") << uri;
  }
  EXPECT_EQ(error(json::object()), "invalid_redirect_uri");
}

// RFC7591-2-15, RFC7591-2.1-1, RFC7591-2-10, RFC7591-2-11, RFC7591-2-8, RFC7591-3.2.2-4
TEST_F(Registration, RefusesMetadataThatAreWrong) {
  const std::pair<const char*, json> wrong[] = {
      {"client_name", 5},
      {"redirect_uris", "https://client.example/callback"},
      {"grant_types", json::array({"authorization_code", 1})},
      {"grant_types", json::array({"implicit"})},
      {"grant_types", json::array({"telepathy"})},
      {"response_types", json::array({"token"})},
      {"response_types", json::array({"code", "id_token"})},
      {"token_endpoint_auth_method", "tls_client_auth"},
      {"token_endpoint_auth_method", "private_key_jwt"},
      {"jwks_uri", "https://client.example/jwks"},
      {"jwks", json::object()},
      {"jwks", {{"keys", json::array({{{"kty", "EC"}}})}}},
      {"scope", "read  write"},
      {"scope", "root"},
      {"client_uri", "client.example"},
      {"logo_uri", "javascript:alert(1)"},
      {"dpop_bound_access_tokens", "true"}};
  for (const auto& [name, value] : wrong) {
    json metadata = kMinimal;
    metadata[name] = value;
    if (std::string_view(name) == "grant_types") {
      metadata["response_types"] = json::array({"code"});
    }
    EXPECT_EQ(error(metadata), "invalid_client_metadata") << name << ' ' << value;
  }
  for (const char* body : {"", "[]", "{", R"({"scope":"read","scope":"write"})"}) {
    EXPECT_EQ(send("POST", "/register", body).response.status, 400) << body;
  }
}

// RFC7591-3.1-1
TEST_F(Registration, IsAPostOfJson) {
  EXPECT_EQ(get("/register").response.status, 405);
  const auto form = post("/register", Parameters{{"redirect_uris", "https://client.example/cb"}});
  EXPECT_EQ(form.response.status, 400);
}

TEST_F(Registration, FollowsTheProfile) {
  json implicit = kMinimal;
  implicit["grant_types"] = {"implicit"};
  EXPECT_EQ(added(implicit).at("response_types"), json::array({"token"}));
  state.settings.profile = Profile::bcp;
  EXPECT_EQ(error(implicit), "invalid_client_metadata");
}

// RFC7591-3-4, RFC7591-3.1-2
TEST_F(Registration, MayAskForAToken) {
  state.settings.initial_access_token = oauth::Secret("let me in");
  const auto none = add(kMinimal);
  EXPECT_EQ(none.response.status, 401);
  const auto challenge = oauth::message::find_header(none.response.headers, "WWW-Authenticate");
  ASSERT_TRUE(challenge);
  EXPECT_FALSE(challenge->contains("error"));
  state.settings.initial_access_token = oauth::Secret("let-me-in");
  EXPECT_EQ(add(kMinimal, {{"Authorization", "Bearer other"}}).response.status, 401);
  EXPECT_EQ(add(kMinimal, {{"Authorization", "Bearer let-me-in"}}).response.status, 201);
}

TEST_F(Registration, KeepsNoMoreClientsThanItMay) {
  state.settings.capacities.records = state.registry.clients.size() + 1;
  const json first = added(kMinimal);
  clock.at += std::chrono::seconds(1);
  const json second = added(kMinimal);
  EXPECT_FALSE(state.registry.clients.contains(first.at("client_id").get<std::string>()));
  EXPECT_TRUE(state.registry.clients.contains(second.at("client_id").get<std::string>()));
  EXPECT_TRUE(state.registry.clients.contains("client"));
}

class SoftwareStatement : public Registration {
 protected:
  SoftwareStatement()
      : key_(*oauth::crypto::openssl().private_key(oauthspec::testing::kRsaPrivateKey)) {
    json jwk = oauth::jose::public_jwk(*key_->public_numbers());
    state.registry.assertion_issuers["https://publisher.example"] = {{"keys", json::array({jwk})}};
  }
  std::string sign(const json& claims) {
    return *oauth::jose::sign_jws(oauth::crypto::openssl(), {{"alg", "RS256"}}, claims.dump(),
                                  key_);
  }

  std::shared_ptr<const oauth::crypto::PrivateKey> key_;
};

// RFC7591-2-14, RFC7591-3.1.1-1, RFC7591-3.2.1-7, RFC7591-3.2.1-8
TEST_F(SoftwareStatement, CountsForMoreThanWhatStandsBesideIt) {
  json metadata = kMinimal;
  metadata["client_name"] = "mine";
  metadata["software_statement"] = sign(
      {{"iss", "https://publisher.example"}, {"client_name", "theirs"}, {"software_id", "4N"}});
  const json client = added(metadata);
  EXPECT_EQ(client.at("client_name"), "theirs");
  EXPECT_EQ(client.at("software_id"), "4N");
  EXPECT_EQ(client.at("software_statement"), metadata.at("software_statement"));
  EXPECT_FALSE(client.contains("iss"));
}

// RFC7591-3.2.2-5, RFC7591-3.2.2-6, RFC7591-2.3-1, RFC7591-2.3-2
TEST_F(SoftwareStatement, IsVerified) {
  const auto refused = [this](const std::string& statement) {
    json metadata = kMinimal;
    metadata["software_statement"] = statement;
    return error(metadata);
  };
  const std::string good = sign({{"iss", "https://publisher.example"}});
  EXPECT_EQ(refused("x"), "invalid_software_statement");
  EXPECT_EQ(refused(sign({{"client_name", "x"}})), "invalid_software_statement");
  EXPECT_EQ(refused(good.substr(0, good.size() - 8) + "AAAAAAAA"), "invalid_software_statement");
  EXPECT_EQ(refused(sign({{"iss", "https://publisher.example"}, {"exp", 1'600'000'000}})),
            "invalid_software_statement");
  EXPECT_EQ(refused(sign({{"iss", "https://other.example"}})), "unapproved_software_statement");
  // A claim of the wrong type is no way around the types.
  EXPECT_EQ(refused(sign({{"iss", "https://publisher.example"}, {"redirect_uris", "x"}})),
            "invalid_client_metadata");
}

// RFC 7592 section 2.1
TEST_F(Registration, IsReadWithItsToken) {
  const json client = added(kMinimal);
  const auto reply = manage("GET", client);
  EXPECT_EQ(reply.response.status, 200);
  EXPECT_EQ(json::parse(reply.response.body), client);
}

// RFC 7592 section 2.2
TEST_F(Registration, IsReplacedByAnUpdate) {
  json metadata = kMinimal;
  metadata["client_name"] = "before";
  const json client = added(metadata);
  const json change = {{"client_id", client.at("client_id")},
                       {"client_secret", client.at("client_secret")},
                       {"redirect_uris", {"https://client.example/other"}}};
  const auto reply = manage("PUT", client, change.dump());
  ASSERT_EQ(reply.response.status, 200) << reply.response.body;
  const json updated = json::parse(reply.response.body);
  EXPECT_FALSE(updated.contains("client_name"));
  EXPECT_EQ(updated.at("redirect_uris"), change.at("redirect_uris"));
  EXPECT_EQ(updated.at("client_secret"), client.at("client_secret"));
  EXPECT_EQ(updated.at("client_id_issued_at"), client.at("client_id_issued_at"));
}

// RFC 7592 section 2.2
TEST_F(Registration, IsNotUpdatedWithWhatIsTheServers) {
  const json client = added(kMinimal);
  const std::pair<const char*, json> wrong[] = {{"client_id", "other"},
                                                {"client_id", nullptr},
                                                {"client_secret", "chosen"},
                                                {"client_id_issued_at", 1},
                                                {"registration_access_token", "x"},
                                                {"registration_client_uri", "https://x.example"},
                                                {"client_secret_expires_at", 0}};
  for (const auto& [name, value] : wrong) {
    json change = kMinimal;
    change["client_id"] = client.at("client_id");
    change[name] = value;
    EXPECT_EQ(manage("PUT", client, change.dump()).response.status, 400) << name;
  }
  EXPECT_EQ(json::parse(manage("GET", client).response.body), client);
}

// RFC 7592 section 2.3
TEST_F(Registration, EndsWithAllThatWasIssuedForIt) {
  const json client = added({{"grant_types", {"client_credentials"}},
                             {"token_endpoint_auth_method", "client_secret_post"}});
  const Parameters request = {{"grant_type", "client_credentials"},
                              {"client_id", client.at("client_id").get<std::string>()},
                              {"client_secret", client.at("client_secret").get<std::string>()}};
  const auto token = json::parse(post("/token", request).response.body).at("access_token");
  EXPECT_EQ(manage("DELETE", client).response.status, 204);
  EXPECT_EQ(manage("GET", client).response.status, 401);
  EXPECT_EQ(post("/token", request).response.status, 401);
  const auto used = get("/resource", {{"Authorization", "Bearer " + token.get<std::string>()}});
  EXPECT_EQ(used.response.status, 401);
}

// RFC 7592 section 2
TEST_F(Registration, IsManagedByNobodyElse) {
  const json one = added(kMinimal);
  json other = added(kMinimal);
  other["registration_access_token"] = one.at("registration_access_token");
  for (const char* method : {"GET", "PUT", "DELETE"}) {
    EXPECT_EQ(manage(method, other, "{}").response.status, 401) << method;
    // One from the configuration has no token, so that none fits.
    EXPECT_EQ(
        send(method, "/register/client", "{}", {{"Authorization", "Bearer x"}}).response.status,
        401);
    EXPECT_EQ(
        send(method, "/register/nobody", "{}", {{"Authorization", "Bearer x"}}).response.status,
        401);
    EXPECT_EQ(send(method, "/register/client", "{}").response.status, 401);
  }
  EXPECT_EQ(manage("PATCH", one).response.status, 405);
}

}  // namespace
}  // namespace oauthspec::provider
