// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/shell/config.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "harness/reference/crypto/generate_key.h"

namespace oauthspec::provider {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

class ConfigTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* const test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::path(::testing::TempDir()) / (std::string("config_") + test->name());
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::expected<Config, vector::Problem> read(const std::string& text) {
    std::ofstream(folder_ / "config.json") << text;
    return read_config(oauth::crypto::openssl(), folder_ / "config.json");
  }
  std::expected<Config, vector::Problem> read(const json& value) { return read(value.dump()); }
  std::string problem(const json& value) {
    const auto config = read(value);
    return config ? "" : config.error().pointer + ": " + config.error().reason;
  }

  std::filesystem::path folder_;
};

TEST_F(ConfigTest, LeavesWhatIsNotNamedAsItIs) {
  const auto config = read(json::object());
  ASSERT_TRUE(config) << vector::describe(config.error());
  EXPECT_TRUE(config->registry.clients.contains("client"));
  EXPECT_TRUE(config->registry.users.contains("alice"));
  EXPECT_EQ(config->settings.lifetimes.code, Lifetimes{}.code);
  EXPECT_TRUE(config->keys.empty());
}

TEST_F(ConfigTest, TakesEverySetting) {
  const auto config = read(json{{"profile", "oauth21"},
                                {"token_format", "jwt"},
                                {"approve_as", "eve"},
                                {"issuers", {"https://as.example"}},
                                {"scopes", {"a", "b"}},
                                {"default_scope", {"b"}},
                                {"rotate_refresh_tokens", false},
                                {"require_pushed_authorization_requests", true},
                                {"dpop_nonce", true},
                                {"initial_access_token", "t"},
                                {"lifetimes", {{"code", 1}, {"timestamp_window", 2}}},
                                {"capacities", {{"records", 3}, {"cases", 4}}},
                                {"users", {{{"username", "eve"}, {"password", "p"}}}}});
  ASSERT_TRUE(config) << vector::describe(config.error());
  const Settings& settings = config->settings;
  EXPECT_EQ(settings.profile, Profile::oauth21);
  EXPECT_EQ(settings.token_format, TokenFormat::jwt);
  EXPECT_EQ(settings.automatic_user, "eve");
  EXPECT_EQ(config->issuers, std::vector<std::string>{"https://as.example"});
  EXPECT_EQ(settings.default_scope, oauth::oauth2::Scope{"b"});
  EXPECT_FALSE(settings.rotate_refresh_tokens);
  EXPECT_TRUE(settings.require_pushed_authorization_requests);
  EXPECT_TRUE(settings.dpop_nonce);
  EXPECT_EQ(settings.initial_access_token->reveal(), "t");
  EXPECT_EQ(settings.lifetimes.code, 1);
  EXPECT_EQ(settings.lifetimes.timestamp_window, 2);
  EXPECT_EQ(settings.capacities.records, 3U);
  EXPECT_EQ(settings.capacities.cases, 4U);
  EXPECT_EQ(config->registry.users.size(), 1U);
  EXPECT_EQ(config->registry.users.at("eve").subject, "eve");
  // The default clients may ask for the scopes that there are now.
  EXPECT_EQ(config->registry.clients.at("client").scope, settings.scopes);
}

TEST_F(ConfigTest, ReadsClients) {
  const auto config = read(json{{"clients",
                                 {{{"client_id", "a"}, {"client_secret", "s"}},
                                  {{"client_id", "b"}, {"grant_types", {"authorization_code"}}},
                                  {{"client_id", "c"},
                                   {"client_secret", "of 32 octets or more, as HMAC wants it"},
                                   {"token_endpoint_auth_methods", {"client_secret_jwt"}},
                                   {"scope", "read"},
                                   {"application_type", "native"},
                                   {"resource_server", true}}}}});
  ASSERT_TRUE(config) << vector::describe(config.error());
  const auto& clients = config->registry.clients;
  ASSERT_EQ(clients.size(), 3U);
  EXPECT_EQ(clients.at("a").methods.size(), 2U);
  EXPECT_TRUE(clients.at("a").response_types.contains("token"));
  EXPECT_TRUE(clients.at("b").is_public());
  EXPECT_FALSE(clients.at("b").response_types.contains("token"));
  EXPECT_EQ(clients.at("c").scope, oauth::oauth2::Scope{"read"});
  EXPECT_TRUE(clients.at("c").resource_server);
}

TEST_F(ConfigTest, ReadsKeysFromTextAndFile) {
  const auto pem = *oauth::crypto::generate_key(oauth::crypto::KeyType::p256);
  std::ofstream(folder_ / "key.pem") << pem.reveal();
  const auto config = read(json{{"keys", {{{"file", "key.pem"}}, {{"pem", pem.reveal()}}}}});
  ASSERT_TRUE(config) << vector::describe(config.error());
  ASSERT_EQ(config->keys.size(), 2U);
  EXPECT_EQ(config->keys[0].reveal(), config->keys[1].reveal());
}

TEST_F(ConfigTest, SaysWhereAMistakeStands) {
  const auto config =
      read(std::string("{\n\"clients\": [\n{\"client_id\": \"a\"},\n{\"id\": 5}]}"));
  ASSERT_FALSE(config);
  EXPECT_EQ(config.error().line, 4U);
  EXPECT_EQ(config.error().file, (folder_ / "config.json").string());
}

TEST_F(ConfigTest, RefusesWhatFitsNoSchema) {
  const json wrong[] = {{{"lifetimes", {{"code", 0}}}},
                        {{"lifetimes", {{"codes", 1}}}},
                        {{"profile", "strict"}},
                        {{"issuers", {"as.example"}}},
                        {{"scopes", json::array()}},
                        {{"scopes", {"a b"}}},
                        {{"keys", {json::object()}}},
                        {{"clients", {json::object()}}},
                        {{"users", {{{"username", "eve"}}}}},
                        json::array()};
  for (const json& value : wrong) {
    EXPECT_NE(problem(value), "") << value;
  }
}

TEST_F(ConfigTest, RefusesWhatNoSchemaSees) {
  const auto client = [](json members) {
    members["client_id"] = "a";
    return json{{"clients", json::array({std::move(members)})}};
  };
  const std::pair<json, const char*> wrong[] = {
      {{{"default_scope", {"none"}}}, "/default_scope: "},
      {{{"approve_as", "nobody"}}, "/approve_as: "},
      {{{"clients", {{{"client_id", "a"}}, {{"client_id", "a"}}}}}, "/clients/1/client_id: "},
      {{{"users",
         {{{"username", "a"}, {"password", "p"}}, {{"username", "a"}, {"password", "p"}}}}},
       "/users/1/username: "},
      {client({{"redirect_uris", {"https://a.example/", "https://a.example/#f"}}}),
       "/clients/0/redirect_uris/1: "},
      {client({{"scope", "a  b"}}), "/clients/0/scope: "},
      {client({{"token_endpoint_auth_methods", {"client_secret_basic"}}}), "/clients/0: "},
      {client({{"token_endpoint_auth_methods", {"private_key_jwt"}}}), "/clients/0: "},
      {client({{"token_endpoint_auth_methods", {"client_secret_jwt"}}, {"client_secret", "s"}}),
       "/clients/0: "},
      {client({{"jwks", {{"keys", {{{"kty", "EC"}}}}}}}), "/clients/0/jwks/keys/0: "},
      {client({{"rsa_public_key", "x"}}), "/clients/0/rsa_public_key: "},
      {{{"assertion_issuers",
         {{{"issuer", "i"}, {"jwks", {{"keys", {{{"kty", "oct"}, {"k", "AA"}}}}}}}}}},
       "/assertion_issuers/0/jwks/keys/0: "},
      {{{"keys", {{{"pem", "x"}}}}}, "/keys/0: "},
      {{{"keys", {{{"file", "missing.pem"}}}}}, "/keys/0/file: "}};
  for (const auto& [value, said] : wrong) {
    EXPECT_THAT(problem(value), ::testing::StartsWith(said)) << value;
  }
}

TEST_F(ConfigTest, RefusesAPrivateKeyAmongPublicOnes) {
  const json key = {{"kty", "EC"},
                    {"crv", "P-256"},
                    {"x", "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"},
                    {"y", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"},
                    {"d", "jpsQnnGQmL-YBIffH1136cspYG6-0iY7X1fCE9-E9LI"}};
  const json client = {{"client_id", "a"}, {"jwks", {{"keys", json::array({key})}}}};
  EXPECT_THAT(problem({{"clients", json::array({client})}}), HasSubstr("is a private key"));
}

}  // namespace
}  // namespace oauthspec::provider
