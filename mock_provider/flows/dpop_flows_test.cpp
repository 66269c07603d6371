// SPDX-License-Identifier: Apache-2.0
// Tokens that are bound to the client's key.
#include "mock_provider/flows/flows_fixture.h"
#include "mock_provider/testing/token_fixture.h"

namespace oauthspec::provider {
namespace {

namespace oauth2 = oauth::oauth2;
using testing::outcome_of;

class DpopFlows : public testing::FlowsTest {
 protected:
  flows::CodeGrantOptions options() {
    auto asked = code_options();
    asked.wanted.proof_key = &key;
    return asked;
  }
  flows::Outcome<oauth2::TokenResponse> go(const flows::Client& client) {
    return flows::authorization_code(world, discover(), client, owner, options());
  }
  void ask_for_nonces() {
    provider.change([](State& state) { state.settings.dpop_nonce = true; });
  }
  // Up to the resource and a refresh, all with proofs.
  void reaches_the_resource(const flows::Client& client) {
    const auto tokens = go(client);
    ASSERT_EQ(outcome_of(tokens), "");
    EXPECT_EQ(tokens->token_type, "DPoP");
    EXPECT_EQ(status_of_resource(tokens->access_token, &key), 200);
    const auto again =
        flows::exchange(world, discover(), client, oauth2::RefreshGrant{*tokens->refresh_token},
                        {.proof_key = &key});
    ASSERT_EQ(outcome_of(again), "");
    EXPECT_EQ(status_of_resource(again->access_token, &key), 200);
    EXPECT_EQ(status_of_resource(again->access_token),
              401);  // RFC9449-7.2-1: not as a bearer token
    flows::ProofKey other{.key = testing::ec_key(true)};
    EXPECT_EQ(status_of_resource(again->access_token, &other), 401);
  }

  flows::ProofKey key{.key = testing::ec_key()};
};

TEST_P(DpopFlows, WithoutNonces) {
  reaches_the_resource(confidential());
  reaches_the_resource(open());
  EXPECT_EQ(key.authorization_server_nonce, std::nullopt);
}

// RFC9449-8-4, RFC9449-9-1, RFC9449-9-2: one request more for each of the two servers, and no more.
TEST_P(DpopFlows, WithNonces) {
  ask_for_nonces();
  const auto tokens = go(confidential());
  ASSERT_EQ(outcome_of(tokens), "");
  EXPECT_EQ(count("token request"), 2);
  EXPECT_EQ(status_of_resource(tokens->access_token, &key), 200);
  EXPECT_TRUE(key.authorization_server_nonce);
  EXPECT_TRUE(key.resource_server_nonce);
  reaches_the_resource(open());
}

TEST_P(DpopFlows, WithNoncesAndAnAssertionForEachRequest) {
  ask_for_nonces();
  const flows::Client client("key-client", {.alg = "ES256",
                                            .key = testing::ec_key(),
                                            .kid = "key-client",
                                            .audience = provider.origin()});
  reaches_the_resource(client);
}

TEST_P(DpopFlows, OfTheDevice) {
  ask_for_nonces();
  const auto tokens = flows::device(world, discover(), open(), owner, {.proof_key = &key});
  ASSERT_EQ(outcome_of(tokens), "");
  EXPECT_EQ(status_of_resource(tokens->access_token, &key), 200);
}

// A nonce that was asked for and is refused again and again ends it, whatever the server says.
TEST_P(DpopFlows, EndWithAServerThatNeverHasEnough) {
  arm("use_dpop_nonce", 0, {{"endpoint", "token"}});
  EXPECT_EQ(outcome_of(go(confidential())), "token request: use_dpop_nonce");
  EXPECT_EQ(count("token request"), 2);
}

// RFC9449-5-7
TEST_P(DpopFlows, NoticeATokenThatIsNotBound) {
  arm("lower_case_token_type");  // bearer
  EXPECT_EQ(outcome_of(go(confidential())), "token request: token_type_unsupported");
}

INSTANTIATE_TEST_SUITE_P(Every, DpopFlows, testing::every_connection(), testing::connection_name);

}  // namespace
}  // namespace oauthspec::provider
