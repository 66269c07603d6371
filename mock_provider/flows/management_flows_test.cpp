// SPDX-License-Identifier: Apache-2.0
// Revocation, introspection, registration, and what a protected resource says.
#include "mock_provider/flows/flows_fixture.h"

namespace oauthspec::provider {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::Secret;
using testing::outcome_of;

class ManagementFlows : public testing::FlowsTest {
 protected:
  oauth2::TokenResponse tokens() {
    auto given =
        flows::authorization_code(world, discover(), confidential(), owner, code_options());
    EXPECT_EQ(outcome_of(given), "");
    return given.value_or(oauth2::TokenResponse());
  }
  flows::Outcome<oauth2::IntrospectionResponse> introspect(const Secret& token) {
    return flows::introspect(world, discover(), confidential(), {token, std::nullopt});
  }
};

TEST_P(ManagementFlows, Introspection) {
  const auto given = tokens();
  const auto told = introspect(given.access_token);
  ASSERT_EQ(outcome_of(told), "");
  EXPECT_TRUE(told->active);
  EXPECT_EQ(told->username, "alice");
  EXPECT_EQ(told->scope, oauth2::Scope({"read", "write"}));
  provider.wait(3601);
  const auto expired = introspect(given.access_token);
  ASSERT_EQ(outcome_of(expired), "");
  EXPECT_FALSE(expired->active);
  arm("introspection_active_as_string");
  EXPECT_EQ(outcome_of(introspect(given.access_token)), "introspection: member_invalid");
}

TEST_P(ManagementFlows, IntrospectionByNobody) {
  const flows::Client wrong =
      oauth2::Client{"client", oauth2::SecretBasic{Secret("not-the-secret")}};
  EXPECT_EQ(outcome_of(
                flows::introspect(world, discover(), wrong, {tokens().access_token, std::nullopt})),
            "introspection: invalid_client");
}

// RFC7009-2.1-13: the access tokens go with their refresh token.
TEST_P(ManagementFlows, Revocation) {
  const auto given = tokens();
  const auto server = discover();
  EXPECT_EQ(outcome_of(flows::revoke(world, server, confidential(),
                                     {*given.refresh_token, "refresh_token"})),
            "");
  EXPECT_EQ(status_of_resource(given.access_token), 401);
  EXPECT_EQ(outcome_of(flows::revoke(world, server, confidential(),
                                     {Secret("nobody-issued-this"), std::nullopt})),
            "");
  arm("unsupported_token_type");
  EXPECT_EQ(outcome_of(flows::revoke(world, server, confidential(),
                                     {tokens().access_token, std::nullopt})),
            "revocation: unsupported_token_type");
  arm("service_unavailable", 1, {{"endpoint", "revocation"}});
  EXPECT_FALSE(flows::revoke(world, server, confidential(), {tokens().access_token, std::nullopt}));
}

// A client that registers itself, and goes through the code grant.
TEST_P(ManagementFlows, Registration) {
  const auto server = discover();
  const auto registered = flows::register_client(
      world, server,
      {{"client_name", "Registered"},
       {"redirect_uris", nlohmann::json::array({kCallback})},
       {"grant_types", nlohmann::json::array({"authorization_code", "refresh_token"})},
       {"token_endpoint_auth_method", "client_secret_post"},
       {"scope", "read write"}});
  ASSERT_EQ(outcome_of(registered), "");
  const flows::Client client = oauth2::Client{
      registered->at("client_id").get<std::string>(),
      oauth2::SecretPost{Secret(registered->at("client_secret").get<std::string>())}};
  const auto given = flows::authorization_code(world, server, client, owner, code_options());
  ASSERT_EQ(outcome_of(given), "");
  EXPECT_EQ(status_of_resource(given->access_token), 200);
}

TEST_P(ManagementFlows, RegistrationThatIsRefused) {
  const auto server = discover();
  const auto refused = flows::register_client(
      world, server, {{"redirect_uris", nlohmann::json::array({"not a URI"})}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().step, "registration");
  EXPECT_EQ(refused.error().error, "invalid_redirect_uri");
  arm("missing_client_id");
  EXPECT_EQ(outcome_of(flows::register_client(
                world, server, {{"redirect_uris", nlohmann::json::array({kCallback})}})),
            "registration: member_missing");
}

TEST_P(ManagementFlows, ProtectedResource) {
  const auto given = tokens();
  EXPECT_EQ(status_of_resource(given.access_token), 200);
  EXPECT_EQ(status_of_resource(Secret("nobody-issued-this")), 401);
  arm("insufficient_scope");
  EXPECT_EQ(status_of_resource(given.access_token), 403);
  provider.wait(3601);
  EXPECT_EQ(status_of_resource(given.access_token), 401);
}

INSTANTIATE_TEST_SUITE_P(Every, ManagementFlows, testing::every_connection(),
                         testing::connection_name);

}  // namespace
}  // namespace oauthspec::provider
