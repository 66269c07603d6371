// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/token.h"

#include <nlohmann/json.hpp>

#include "harness/reference/message/http.h"
#include "mock_provider/testing/provider_fixture.h"

namespace oauthspec::provider {
namespace {

using oauth::message::Parameters;
using Token = testing::ProviderTest;

const oauth::message::HeaderField kBasic{"Authorization",
                                         "Basic Y2xpZW50OnNlY3JldA=="};  // client:secret

// RFC6749-4.4-1, RFC6749-4.4.3-1
TEST_F(Token, IsGivenToAClientForItself) {
  const auto reply = post(
      "/token", Parameters{{"grant_type", "client_credentials"}, {"scope", "write"}}, {kBasic});
  ASSERT_EQ(reply.response.status, 200) << reply.response.body;
  const auto body = nlohmann::json::parse(reply.response.body);
  EXPECT_EQ(body.at("token_type"), "Bearer");
  EXPECT_EQ(body.at("expires_in"), 3600);
  EXPECT_EQ(body.at("scope"), "write");

  EXPECT_FALSE(body.contains("refresh_token"));
  EXPECT_NE(state.access_tokens.find(body.at("access_token").get<std::string>()), nullptr);
}

// RFC6749-5.2-6
TEST_F(Token, IsRefusedToAWrongSecret) {
  const auto reply = post("/token", Parameters{{"grant_type", "client_credentials"}},
                          {{"Authorization", "Basic Y2xpZW50Ondyb25n"}});
  EXPECT_EQ(reply.response.status, 401);
  EXPECT_TRUE(oauth::message::find_header(reply.response.headers, "WWW-Authenticate"));
  EXPECT_EQ(state.log.at(1).verdict.reason, "credentials_invalid");
}

// RFC6749-5.2-13: the reason's own text has a quotation mark, which a description cannot have.
TEST_F(Token, IsRefusedToAFormThatIsNone) {
  for (const char* body : {"grant_type=%zz", "grant_type=%"}) {
    const auto reply = handle({"POST",
                               std::string(kOrigin) + "/token",
                               {{"Content-Type", "application/x-www-form-urlencoded"}},
                               body},
                              state);
    EXPECT_EQ(reply.response.status, 400);
    EXPECT_TRUE(reply.response.body.contains("'%' is ")) << reply.response.body;
  }
}

TEST_F(Token, OfACaseIsNotKnownToAnother) {
  const auto reply =
      post("/case/one/token", Parameters{{"grant_type", "client_credentials"}}, {kBasic});
  ASSERT_EQ(reply.response.status, 200);
  EXPECT_EQ(state.access_tokens.size(), 0U);
  EXPECT_EQ(state.cases.at("one")->access_tokens.size(), 1U);
}

}  // namespace
}  // namespace oauthspec::provider
