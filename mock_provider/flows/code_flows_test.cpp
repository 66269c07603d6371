// SPDX-License-Identifier: Apache-2.0
// The authorization code grant, from discovery to the protected resource.
#include "harness/reference/oauth2/scope.h"
#include "mock_provider/flows/flows_fixture.h"
#include "mock_provider/testing/token_fixture.h"

namespace oauthspec::provider {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::Secret;
using testing::outcome_of;

class CodeFlows : public testing::FlowsTest {
 protected:
  flows::Outcome<oauth2::TokenResponse> go(const flows::Client& client,
                                           const flows::CodeGrantOptions& options) {
    return flows::authorization_code(world, discover(), client, owner, options);
  }
  flows::Outcome<oauth2::TokenResponse> go() { return go(confidential(), code_options()); }

  // Everything up to the protected resource, and whether the refresh token is good.
  void reaches_the_resource(const flows::Client& client, const flows::CodeGrantOptions& options) {
    const auto tokens = go(client, options);
    ASSERT_EQ(outcome_of(tokens), "");
    EXPECT_EQ(status_of_resource(tokens->access_token), 200);
    ASSERT_TRUE(tokens->refresh_token);
    const auto again = flows::exchange(world, discover(), client,
                                       oauth2::RefreshGrant{*tokens->refresh_token}, {});
    ASSERT_EQ(outcome_of(again), "");
    EXPECT_EQ(status_of_resource(again->access_token), 200);
  }
};

TEST_P(CodeFlows, ByBasic) {
  reaches_the_resource(confidential(), code_options());
}

TEST_P(CodeFlows, BySecretInTheBody) {
  reaches_the_resource(oauth2::Client{"client", oauth2::SecretPost{Secret("secret")}},
                       code_options());
}

TEST_P(CodeFlows, ByAPublicClient) {
  reaches_the_resource(open(), code_options());
}

// RFC7523-3-14: each of the requests has an assertion of its own; the provider takes none twice.
TEST_P(CodeFlows, BySecretJwt) {
  const flows::Client client(
      "jwt-client",
      {.alg = "HS256",
       .key = Secret("jwt-client-secret-of-at-least-64-octets-for-HMAC-with-SHA-512-01234567"),
       .audience = provider.origin()});
  reaches_the_resource(client, code_options());
  auto pushed = code_options();
  pushed.push = true;
  reaches_the_resource(client, pushed);
}

TEST_P(CodeFlows, ByPrivateKeyJwt) {
  const flows::Client client("key-client", {.alg = "ES256",
                                            .key = testing::ec_key(),
                                            .kid = "key-client",
                                            .audience = provider.origin()});
  reaches_the_resource(client, code_options());
  auto pushed = code_options();
  pushed.push = true;
  reaches_the_resource(client, pushed);
}

TEST_P(CodeFlows, ByAKeyThatIsNotTheClients) {
  const flows::Client client("key-client", {.alg = "ES256",
                                            .key = testing::ec_key(true),
                                            .kid = "key-client",
                                            .audience = provider.origin()});
  EXPECT_EQ(outcome_of(go(client, code_options())), "token request: invalid_client");
}

TEST_P(CodeFlows, ByAPushedRequest) {
  provider.change(
      [](State& state) { state.settings.require_pushed_authorization_requests = true; });
  auto options = code_options();
  options.push = true;
  reaches_the_resource(confidential(), options);
  EXPECT_EQ(count("pushed authorization request"), 1);
}

TEST_P(CodeFlows, InEachProfile) {
  for (const Profile profile : {Profile::bcp, Profile::oauth21}) {
    provider.change([&](State& state) { state.settings.profile = profile; });
    reaches_the_resource(confidential(), code_options());
    reaches_the_resource(open(), code_options());
  }
}

// RFC6749-6-4: less, but not more.
TEST_P(CodeFlows, NarrowTheScope) {
  const auto tokens = go();
  ASSERT_EQ(outcome_of(tokens), "");
  EXPECT_EQ(tokens->scope, oauth2::Scope({"read", "write"}));
  const auto less = flows::exchange(world, discover(), confidential(),
                                    oauth2::RefreshGrant{*tokens->refresh_token},
                                    {.scope = oauth2::Scope{"read"}});
  ASSERT_EQ(outcome_of(less), "");
  EXPECT_EQ(less->scope, oauth2::Scope{"read"});
  const auto more =
      flows::exchange(world, discover(), confidential(),
                      oauth2::RefreshGrant{less->refresh_token.value_or(*tokens->refresh_token)},
                      {.scope = oauth2::Scope{"read", "profile"}});
  EXPECT_EQ(outcome_of(more), "token request: invalid_scope");
}

TEST_P(CodeFlows, EndWithTheOwnersNo) {
  const auto denied =
      flows::authorization_code(world, discover(), confidential(), denying_owner, code_options());
  EXPECT_EQ(outcome_of(denied), "authorization response: access_denied");
  EXPECT_EQ(count("token request"), 0);
}

TEST_P(CodeFlows, EndOnThePageThatKnowsNoSuchClient) {
  const flows::Client stranger = oauth2::Client{"stranger", oauth2::NoAuthentication{}};
  const auto ended = go(stranger, code_options());
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().step, "authorization by the resource owner");
  ASSERT_TRUE(ended.error().response);
  EXPECT_EQ(ended.error().response->status, 400);
}

TEST_P(CodeFlows, EndWhenARefreshTokenIsUsedTwice) {
  const auto tokens = go();
  ASSERT_EQ(outcome_of(tokens), "");
  const oauth2::RefreshGrant grant{*tokens->refresh_token};
  const auto first = flows::exchange(world, discover(), confidential(), grant, {});
  ASSERT_EQ(outcome_of(first), "");
  EXPECT_EQ(outcome_of(flows::exchange(world, discover(), confidential(), grant, {})),
            "token request: invalid_grant");
  EXPECT_EQ(status_of_resource(first->access_token), 401);  // RFC9700-4.14.2-4: the family goes
}

// What the provider is told to do wrongly in its authorization response, and what the client says of it.
TEST_P(CodeFlows, NoticeABadAuthorizationResponse) {
  const std::pair<const char*, const char*> cases[] = {
      {"wrong_state", "authorization response: state_mismatch"},
      {"missing_state", "authorization response: state_mismatch"},
      {"wrong_issuer", "authorization response: issuer_mismatch"},
      {"missing_issuer", "authorization response: issuer_mismatch"},
      {"issuer_with_slash", "authorization response: issuer_mismatch"},
      {"missing_code", "authorization response: parameter_missing"},
      {"duplicate_code", "authorization response: parameter_duplicated"},
      {"authorization_denied", "authorization response: access_denied"},
  };
  for (const auto& [behaviour, outcome] : cases) {
    arm(behaviour);
    EXPECT_EQ(outcome_of(go()), outcome) << behaviour;
  }
  EXPECT_EQ(count("token request"), 0);
}

// The same of the token response.
TEST_P(CodeFlows, NoticeABadTokenResponse) {
  const std::pair<const char*, const char*> cases[] = {
      {"missing_token_type", "token request: member_missing"},
      {"unknown_token_type", "token request: token_type_unsupported"},
      {"missing_access_token", "token request: member_missing"},
      {"expires_in_as_string", "token request: member_invalid"},
      {"other_scope", "token request: scope_invalid"},
      {"malformed_json", "token request: json_invalid"},
      {"wrong_content_type", "token request: content_type_unexpected"},
      {"duplicate_members", "token request: json_duplicate_member"},
      {"redirect", "token request: error_response"},
      {"expired_codes", "token request: invalid_grant"},
      {"dropped_connection", "token request: closed"},
      {"truncated_body", "token request: closed"},
  };
  for (const auto& [behaviour, outcome] : cases) {
    arm(behaviour, 1, {{"endpoint", "token"}});
    EXPECT_EQ(outcome_of(go()), outcome) << behaviour;
  }
}

// What a client bears, since the documents allow it.
TEST_P(CodeFlows, BearWhatIsAllowed) {
  for (const char* behaviour : {"lower_case_token_type", "unknown_members", "null_members",
                                "white_space", "upper_case_content_type", "long_access_token"}) {
    arm(behaviour, 1, {{"endpoint", "token"}});
    EXPECT_EQ(outcome_of(go()), "") << behaviour;
  }
  arm("unknown_parameters");
  EXPECT_EQ(outcome_of(go()), "");
}

TEST_P(CodeFlows, NoticeBadMetadata) {
  for (const char* behaviour : {"metadata_wrong_issuer", "metadata_missing_issuer",
                                "metadata_missing_response_types", "metadata_text_for_array"}) {
    arm(behaviour);
    const auto found = flows::discover(world, provider.origin());
    ASSERT_FALSE(found) << behaviour;
    EXPECT_EQ(found.error().step, "metadata") << behaviour;
    EXPECT_TRUE(found.error().response) << behaviour;
  }
  arm("metadata_only_plain");
  EXPECT_EQ(outcome_of(go()), "authorization request: challenge_method_unsupported");
}

INSTANTIATE_TEST_SUITE_P(Every, CodeFlows, testing::every_connection(), testing::connection_name);

}  // namespace
}  // namespace oauthspec::provider
