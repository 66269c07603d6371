// SPDX-License-Identifier: Apache-2.0
// The models of responses with a JSON body, held against what the RFCs print.
#include <gtest/gtest.h>

#include "fuzz/oracle/device_flow.h"
#include "fuzz/oracle/error_response.h"
#include "fuzz/oracle/introspection.h"
#include "fuzz/oracle/par_and_revocation.h"
#include "fuzz/oracle/token_response.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;
using oauth::message::Response;

Response with_body(int status, const char* body) {
  return {status, {{"Content-Type", "application/json;charset=UTF-8"}}, body};
}

TEST(TokenResponseModel, ReadsTheExampleOfRfc6749) {
  const auto read = model_token_response(with_body(200, R"({
       "access_token":"2YotnFZFEjr1zCsicMWpAA",
       "token_type":"example",
       "expires_in":3600,
       "refresh_token":"tGzv3JOkF0XG5Qx2TlKWIA",
       "example_parameter":"example_value"
     })"),
                                         {"example"}, false);
  ASSERT_TRUE(read);
  EXPECT_EQ(*read, json({{"access_token", "2YotnFZFEjr1zCsicMWpAA"},
                         {"token_type", "example"},
                         {"expires_in", 3600},
                         {"refresh_token", "tGzv3JOkF0XG5Qx2TlKWIA"},
                         {"extra", {{"example_parameter", "example_value"}}}}));
}

TEST(TokenResponseModel, ReadsTheTokenExchangeOfRfc8693) {
  const Response response = with_body(200, R"({
     "access_token":"eyJhbGciOiJFUzI1NiIsImtpZCI6IjllciJ9",
     "issued_token_type":"urn:ietf:params:oauth:token-type:access_token",
     "token_type":"Bearer",
     "expires_in":60
    })");
  const auto read = model_token_response(response, {"Bearer"}, true);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->at("issued_token_type"), "urn:ietf:params:oauth:token-type:access_token");
  EXPECT_FALSE(model_token_response(response, {"DPoP"}, true));
}

TEST(TokenResponseModel, RefusesWhatHasBrokenClients) {
  for (const char* lifetime : {R"("3600")", "3600.5", "null", "-1", "1e99", "9007199254740993"}) {
    const std::string body =
        R"({"access_token":"t","token_type":"Bearer","expires_in":)" + std::string(lifetime) + '}';
    EXPECT_FALSE(model_token_response(with_body(200, body.c_str()), {"Bearer"}, false)) << body;
  }
  for (const char* body : {R"({"access_token":"t\n","token_type":"Bearer"})",
                           R"({"access_token":"t","token_type":"Bearer","scope":""})",
                           R"({"access_token":"t","access_token":"u","token_type":"Bearer"})",
                           R"({"token_type":"Bearer"})", R"({"access_token":"t"})"}) {
    EXPECT_FALSE(model_token_response(with_body(200, body), {"Bearer"}, false)) << body;
  }
}

TEST(ErrorResponseModel, ReadsTheExampleOfRfc6749) {
  EXPECT_EQ(model_error_body(with_body(400, R"({
       "error":"invalid_request"
     })")),
            json({{"error", "invalid_request"}, {"extra", json::object()}}));
}

TEST(ErrorResponseModel, ReadsTheChallengesOfRfc6750) {
  const auto read = [](const char* field) {
    return model_error_challenge({401, {{"WWW-Authenticate", field}}, {}});
  };
  EXPECT_EQ(read(R"(Bearer realm="example")"),
            json({{"realm", "example"}, {"extra", json::object()}}));
  EXPECT_EQ(read(R"(Bearer realm="example", error="invalid_token", )"
                 R"(error_description="The access token expired")"),
            json({{"realm", "example"},
                  {"error", "invalid_token"},
                  {"error_description", "The access token expired"},
                  {"extra", json::object()}}));
}

TEST(IntrospectionModel, ReadsTheExamplesOfRfc7662) {
  const auto read = model_introspection(with_body(200, R"({
      "active": true,
      "client_id": "l238j323ds-23ij4",
      "username": "jdoe",
      "scope": "read write dolphin",
      "sub": "Z5O3upPC88QrAjx00dis",
      "aud": "https://protected.example.net/resource",
      "iss": "https://server.example.com/",
      "exp": 1419356238,
      "iat": 1419350238,
      "extension_field": "twenty-seven"
     })"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->at("scope"), json({"read", "write", "dolphin"}));
  EXPECT_EQ(read->at("aud"), json::array({"https://protected.example.net/resource"}));
  EXPECT_EQ(read->at("exp"), 1'419'356'238);
  EXPECT_EQ(read->at("extra"), json({{"extension_field", "twenty-seven"}}));
  EXPECT_EQ(model_introspection(with_body(200, R"({ "active": false })")),
            json({{"active", false}, {"extra", json::object()}}));
}

TEST(DeviceFlowModel, ReadsTheExampleOfRfc8628) {
  const auto read = model_device_authorization(with_body(200, R"({
        "device_code": "GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS",
        "user_code": "WDJB-MJHT",
        "verification_uri": "https://example.com/device",
        "verification_uri_complete":
            "https://example.com/device?user_code=WDJB-MJHT",
        "expires_in": 1800,
        "interval": 5
      })"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->at("user_code"), "WDJB-MJHT");
  EXPECT_EQ(read->at("expires_in"), 1800);
}

TEST(DeviceFlowModel, WaitsAsRfc8628Says) {
  using Next = PollAction::Next;
  const auto answer = [](std::int64_t at, const char* error) {
    const std::string body = R"({"error":")" + std::string(error) + R"("})";
    return PollAnswer{at, with_body(400, body.c_str())};
  };
  const auto actions = model_poll({std::nullopt, 1800, 0},
                                  {answer(5, "authorization_pending"), answer(10, "slow_down"),
                                   answer(20, "authorization_pending"), PollAnswer{30, {}},
                                   answer(1790, "authorization_pending")});
  // Five seconds where no interval is named, five more after slow_down, twice as many after a time-out.
  EXPECT_EQ(actions, (std::vector<PollAction>{{Next::wait, 5, false, {}},
                                              {Next::wait, 10, true, {}},
                                              {Next::wait, 10, false, {}},
                                              {Next::wait, 20, true, {}},
                                              {Next::stop, 0, false, "expired_token"}}));
}

TEST(PushedAuthorizationModel, ReadsTheExampleOfRfc9126) {
  const char* const body = R"({
     "request_uri":
       "urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c",
     "expires_in": 60
    })";
  EXPECT_EQ(model_pushed(with_body(201, body)),
            json({{"request_uri", "urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c"},
                  {"expires_in", 60},
                  {"extra", json::object()}}));
  EXPECT_FALSE(model_pushed(with_body(200, body)));
}

TEST(RevocationModel, ReadsWhatRfc7009Says) {
  EXPECT_EQ(model_revocation({200, {}, {}}, 0), json({{"revoked", true}}));
  EXPECT_EQ(model_revocation({503, {{"Retry-After", "120"}}, {}}, 0),
            json({{"revoked", false}, {"retry_after", 120}}));
  EXPECT_EQ(model_revocation(with_body(400, R"({"error":"unsupported_token_type"})"), 0),
            json({{"revoked", false}, {"error", "unsupported_token_type"}}));
  EXPECT_FALSE(model_revocation({400, {}, {}}, 0));
}

}  // namespace
}  // namespace oauthspec::fuzz
