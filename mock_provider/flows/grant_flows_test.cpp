// SPDX-License-Identifier: Apache-2.0
// The grants beside the code: implicit, password, client credentials, JWT, token exchange, device.
#include "harness/reference/oauth2/client_assertion.h"
#include "mock_provider/flows/flows_fixture.h"
#include "mock_provider/testing/token_fixture.h"

namespace oauthspec::provider {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::Secret;
using testing::outcome_of;

class GrantFlows : public testing::FlowsTest {
 protected:
  flows::Outcome<oauth2::TokenResponse> exchange(const oauth2::Grant& grant,
                                                 const flows::Wanted& wanted = {}) {
    return flows::exchange(world, discover(), confidential(), grant, wanted);
  }
  flows::Outcome<oauth2::GrantedToken> implicit(flows::ResourceOwner& whose) {
    return flows::implicit(world, discover(), "public", whose, kCallback,
                           {.scope = oauth2::Scope{"read"}});
  }
  flows::Outcome<oauth2::TokenResponse> device(flows::ResourceOwner& whose) {
    return flows::device(world, discover(), open(), whose,
                         {.scope = oauth2::Scope{"read", "write"}});
  }
  [[nodiscard]] oauth2::AssertionGrant jwt_for(const std::string& subject) const {
    oauth2::AssertionClaims claims;
    claims.issuer = "https://issuer.example";
    claims.subject = subject;
    claims.audience = {url("")};
    claims.expires = world.now() + 60;
    return {oauth2::kJwtGrantType,
            Secret(oauth2::make_client_assertion(world.backend, "ES256", testing::ec_key(),
                                                 std::nullopt, claims)
                       .value())};
  }
};

TEST_P(GrantFlows, Implicit) {
  const auto token = implicit(owner);
  ASSERT_EQ(outcome_of(token), "");
  EXPECT_EQ(token->scope, oauth2::Scope{"read"});
  EXPECT_EQ(status_of_resource(token->access_token), 200);
  EXPECT_EQ(outcome_of(implicit(denying_owner)), "authorization response: access_denied");
}

TEST_P(GrantFlows, ImplicitThatIsBad) {
  const std::pair<const char*, const char*> cases[] = {
      {"wrong_state", "authorization response: state_mismatch"},
      {"wrong_issuer", "authorization response: issuer_mismatch"},
      {"swapped_component", "authorization response: "},
  };
  for (const auto& [behaviour, outcome] : cases) {
    arm(behaviour);
    EXPECT_THAT(outcome_of(implicit(owner)), ::testing::StartsWith(outcome)) << behaviour;
  }
  provider.change([](State& state) { state.settings.profile = Profile::oauth21; });
  EXPECT_EQ(outcome_of(implicit(owner)), "authorization response: unsupported_response_type");
}

TEST_P(GrantFlows, Password) {
  const auto tokens = exchange(oauth2::PasswordGrant{"alice", Secret("wonderland")});
  ASSERT_EQ(outcome_of(tokens), "");
  EXPECT_EQ(status_of_resource(tokens->access_token), 200);
  EXPECT_EQ(outcome_of(exchange(oauth2::PasswordGrant{"alice", Secret("Wonderland")})),
            "token request: invalid_grant");
}

TEST_P(GrantFlows, ClientCredentials) {
  const auto tokens = exchange(oauth2::ClientCredentialsGrant{}, {.scope = oauth2::Scope{"read"}});
  ASSERT_EQ(outcome_of(tokens), "");
  EXPECT_FALSE(tokens->refresh_token);  // RFC6749-4.4.3-1
  EXPECT_EQ(status_of_resource(tokens->access_token), 200);
  EXPECT_EQ(outcome_of(
                exchange(oauth2::ClientCredentialsGrant{}, {.scope = oauth2::Scope{"unheard-of"}})),
            "token request: invalid_scope");
  arm("other_scope");
  EXPECT_EQ(
      outcome_of(exchange(oauth2::ClientCredentialsGrant{}, {.scope = oauth2::Scope{"read"}})),
      "token request: scope_invalid");
}

TEST_P(GrantFlows, JwtBearer) {
  provider.change([](State& state) {
    state.registry.assertion_issuers.emplace("https://issuer.example", testing::ec_key_set());
  });
  const auto tokens = exchange(jwt_for("bob"));
  ASSERT_EQ(outcome_of(tokens), "");
  EXPECT_EQ(status_of_resource(tokens->access_token), 200);
  auto old = jwt_for("bob");
  provider.wait(3600);
  EXPECT_EQ(outcome_of(exchange(old)), "token request: invalid_grant");
}

TEST_P(GrantFlows, TokenExchange) {
  const auto tokens =
      flows::authorization_code(world, discover(), confidential(), owner, code_options());
  ASSERT_EQ(outcome_of(tokens), "");
  oauth2::ExchangeGrant grant;
  grant.subject_token = tokens->access_token;
  grant.subject_token_type = "urn:ietf:params:oauth:token-type:access_token";
  const auto other = exchange(grant, {.scope = oauth2::Scope{"read"}});
  ASSERT_EQ(outcome_of(other), "");
  EXPECT_EQ(other->issued_token_type, "urn:ietf:params:oauth:token-type:access_token");
  EXPECT_EQ(other->scope, oauth2::Scope{"read"});
  EXPECT_EQ(status_of_resource(other->access_token), 200);
  grant.subject_token = Secret("nobody-issued-this");
  EXPECT_EQ(outcome_of(exchange(grant)), "token request: invalid_request");
}

TEST_P(GrantFlows, Device) {
  const auto tokens = device(owner);
  ASSERT_EQ(outcome_of(tokens), "");
  EXPECT_EQ(tokens->scope, oauth2::Scope({"read", "write"}));
  EXPECT_EQ(status_of_resource(tokens->access_token), 200);
  EXPECT_EQ(count("token request"), 1);
  EXPECT_EQ(outcome_of(device(denying_owner)), "token request: access_denied");
}

// RFC8628-3.5-7, RFC8628-3.5-9: the device goes on as long as it is told to, and more slowly when it is told so.
TEST_P(GrantFlows, DeviceThatHasToWait) {
  arm("authorization_pending", 2);
  arm("slow_down", 1);
  const std::int64_t before = world.now();
  const auto tokens = device(owner);
  ASSERT_EQ(outcome_of(tokens), "");
  EXPECT_EQ(count("token request"), 4);
  EXPECT_GE(world.now() - before, 4 * 5 + 5);
}

TEST_P(GrantFlows, DeviceThatGetsNothing) {
  arm("expired_token");
  EXPECT_EQ(outcome_of(device(owner)), "token request: expired_token");
  arm("missing_device_code");
  EXPECT_EQ(outcome_of(device(owner)), "device authorization request: member_missing");
  arm("authorization_pending", 0);  // as long as the codes live
  const auto ended = device(owner);
  ASSERT_FALSE(ended);
  EXPECT_LE(count("token request"), 2 + 600 / 5);
}

INSTANTIATE_TEST_SUITE_P(Every, GrantFlows, testing::every_connection(), testing::connection_name);

}  // namespace
}  // namespace oauthspec::provider
