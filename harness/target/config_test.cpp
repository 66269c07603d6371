// SPDX-License-Identifier: Apache-2.0
#include "harness/target/config.h"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace oauthspec::target {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* kWhole = R"({
  "name": "AS", "version": "2", "documents": ["rfc6749", "rfc7636"],
  "oauth2": {
    "issuer": "https://as.example",
    "clients": {
      "confidential": {"client_id": "c", "client_secret": {"env": "SECRET"}, "redirect_uris": ["https://c.example/cb"], "scope": "a b"},
      "second": {"client_id": "d", "client_secret": "s2", "token_endpoint_auth_method": "client_secret_post"},
      "public": {"client_id": "p"}
    },
    "resource": "https://rs.example/r"
  },
  "sign_in": {"form": {"username": "alice", "password": {"env": "PASSWORD"}},
              "cookies": [{"url": "https://as.example/", "name": "sid", "value": "abc"}]},
  "connection": {"timeout_seconds": 2.5, "addresses": [{"host": "as.example", "port": 443, "address": "127.0.0.1"}]}
})";

/// A file of its own, which goes with the test.
class ConfigFile : public ::testing::Test {
 protected:
  void TearDown() override { std::filesystem::remove(file_); }

  std::expected<Config, vector::Problem> read(const std::string& text) {
    std::ofstream(file_) << text;
    return read_config(oauth::crypto::openssl(), file_, [](const std::string& name) {
      if (name == "SECRET") return std::optional<std::string>("s3cret");
      if (name == "PASSWORD") return std::optional<std::string>("wonderland");
      return std::optional<std::string>();
    });
  }

  std::string problem_of(const std::string& text) {
    const auto config = read(text);
    return config ? "no problem" : vector::describe(config.error());
  }

  std::filesystem::path file_ = std::filesystem::path(::testing::TempDir()) /
                                ("server_config." + std::to_string(getpid()) + ".json");
};

TEST_F(ConfigFile, DescribesTheServer) {
  const auto config = read(kWhole);
  ASSERT_TRUE(config) << vector::describe(config.error());
  EXPECT_EQ(config->name, "AS");
  EXPECT_TRUE(config->metadata_required);
  const checks::Description& server = config->description;
  EXPECT_THAT(server.documents, ElementsAre("rfc6749", "rfc7636"));
  ASSERT_TRUE(server.confidential);
  EXPECT_EQ(server.confidential->id(), "c");
  EXPECT_THAT(server.confidential->scope, ElementsAre("a", "b"));
  const auto* const basic =
      std::get_if<oauth::oauth2::SecretBasic>(&server.confidential->client.authentication);
  ASSERT_NE(basic, nullptr);
  EXPECT_EQ(basic->client_secret.reveal(), "s3cret");
  ASSERT_TRUE(server.second && server.open);
  EXPECT_TRUE(
      std::holds_alternative<oauth::oauth2::SecretPost>(server.second->client.authentication));
  EXPECT_TRUE(
      std::holds_alternative<oauth::oauth2::NoAuthentication>(server.open->client.authentication));
  EXPECT_EQ(config->connection.timeout, std::chrono::milliseconds(2500));
  EXPECT_EQ(config->connection.addresses.at(0).address, "127.0.0.1");
}

TEST_F(ConfigFile, DescribesAProviderOfOAuth1) {
  const auto config = read(
      R"({"name": "SP", "documents": ["rfc5849"],
          "oauth1": {"temporary_credential_request": "https://sp.example/i",
                     "resource_owner_authorization": "https://sp.example/a", "token_request": "https://sp.example/t",
                     "temporary_credentials_seconds": 300,
                     "clients": {"first": {"client_key": "k", "client_secret": "s", "callback": "https://c.example/cb"}}}})");
  ASSERT_TRUE(config) << vector::describe(config.error());
  const checks::Description& server = config->description;
  EXPECT_EQ(server.oauth1_server.token_request, "https://sp.example/t");
  EXPECT_EQ(server.oauth1_temporary_lifetime, 300);
  ASSERT_TRUE(server.oauth1_client);
  EXPECT_EQ(server.oauth1_client->callback, "https://c.example/cb");
  EXPECT_FALSE(server.oauth1_second);
}

TEST_F(ConfigFile, KnowsWhatIsToBeMasked) {
  const auto config = read(kWhole);
  ASSERT_TRUE(config);
  EXPECT_THAT(config->secrets,
              ::testing::UnorderedElementsAre("s3cret", "s2", "wonderland", "abc"));
}

TEST_F(ConfigFile, WhoSignsInByFormsDeniesByThemToo) {
  const auto config = read(kWhole);
  ASSERT_TRUE(config && config->sign_in_to_deny);
  const auto& denying = std::get<FormSignIn>(*config->sign_in_to_deny);
  EXPECT_EQ(denying.instructions.decision, agent::Decision::deny);
  EXPECT_EQ(denying.instructions.password, "wonderland");
  EXPECT_EQ(std::get<FormSignIn>(*config->sign_in).cookies.at(0).value, "abc");
}

TEST_F(ConfigFile, WithAProgramThatSignsIn) {
  const auto config = read(
      R"({"name": "AS", "documents": ["rfc6749"], "oauth2": {"endpoints": {"token": "http://127.0.0.1:1/token"}},
          "sign_in": {"command": ["node", "login.mjs"], "command_timeout_seconds": 7}})");
  ASSERT_TRUE(config) << vector::describe(config.error());
  EXPECT_FALSE(config->metadata_required);
  const auto& program = std::get<ProgramSignIn>(*config->sign_in);
  EXPECT_THAT(program.words, ElementsAre("node", "login.mjs"));
  EXPECT_EQ(program.timeout, std::chrono::seconds(7));
  EXPECT_FALSE(config->sign_in_to_deny);
}

TEST_F(ConfigFile, ListsWhatMayStandThere) {
  EXPECT_THAT(
      problem_of(
          R"({"name": "AS", "documents": ["rfc6749"], "oauth2": {"issuer": "https://as.example", "clients":
              {"confidential": {"client_id": "c", "token_endpoint_auth_method": "private_key_jwt"}}}})"),
      HasSubstr(
          "/oauth2/clients/confidential/token_endpoint_auth_method: \"private_key_jwt\" is none "
          "of the values allowed here; there are: client_secret_basic, client_secret_post, none"));
}

TEST_F(ConfigFile, SaysWhatIsWrongAndWhere) {
  EXPECT_THAT(problem_of("{"), HasSubstr("server_config"));
  EXPECT_THAT(
      problem_of(
          R"({"name": "AS", "documents": ["rfc6749"], "oauth2": {"issuer": "https://as.example"}, "oauth3": {}})"),
      HasSubstr("oauth3"));
  EXPECT_THAT(
      problem_of("{\"name\": \"AS\", \"documents\": [\"rfc6749\"],\n \"oauth2\": {\"issuer\": "
                 "\"https://as.example\",\n\"clients\": {\"confidential\": {\"client_id\": "
                 "\"c\", \"client_secret\": {\"env\": \"MISSING\"}}}}}"),
      HasSubstr(":3: /oauth2/clients/confidential/client_secret: the environment has no "
                "variable MISSING"));
  EXPECT_THAT(
      problem_of(
          R"({"name": "AS", "documents": ["rfc6749"], "oauth2": {"issuer": "https://as.example", "assertion_issuer":
              {"issuer": "i", "alg": "ES256", "key": {"pem": "no key"}}}})"),
      HasSubstr("/oauth2/assertion_issuer/key: is no private key"));
  EXPECT_THAT(
      problem_of(
          R"({"name": "AS", "documents": ["rfc6749"], "oauth2": {"issuer": "https://as.example"},
              "sign_in": {"form": {"user": "alice"}}})"),
      HasSubstr("/sign_in/form"));
}

}  // namespace
}  // namespace oauthspec::target
