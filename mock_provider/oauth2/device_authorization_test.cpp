// SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <numeric>
#include <vector>

#include "mock_provider/rules/device_rules.h"
#include "mock_provider/testing/token_fixture.h"

namespace oauthspec::provider {
namespace {

class Device : public testing::TokenTest {
 protected:
  DeviceRecord& device(const nlohmann::json& codes) {
    return *state.devices.find(text(codes, "device_code"));
  }
  http::Reply poll(const nlohmann::json& codes, const Fields& fields = client()) {
    return post("/token",
                {{"grant_type", "urn:ietf:params:oauth:grant-type:device_code"},
                 {"device_code", text(codes, "device_code")}},
                fields);
  }
  nlohmann::json ask() {
    return body(post("/device_authorization", {{"scope", "read write"}}, client()));
  }
  void allow(const nlohmann::json& codes) {
    DeviceRecord& record = device(codes);
    record.decision = Decision::allowed;
    record.grant.subject = "alice";
  }
};

// RFC8628-3.2-2 to RFC8628-3.2-6
TEST_F(Device, GetsItsCodes) {
  const auto codes = ask();
  EXPECT_EQ(text(codes, "verification_uri"), "http://127.0.0.1:8080/device");
  EXPECT_EQ(text(codes, "verification_uri_complete"),
            "http://127.0.0.1:8080/device?user_code=" + text(codes, "user_code"));
  EXPECT_EQ(codes.at("expires_in"), 600);
  EXPECT_EQ(codes.at("interval"), 5);
  EXPECT_GE(text(codes, "device_code").size(), 43U);
  const auto again = ask();
  EXPECT_NE(text(codes, "user_code"), text(again, "user_code"));
  EXPECT_NE(text(codes, "device_code"), text(again, "device_code"));
}

TEST_F(Device, OfACaseIsSentToThatCasesPage) {
  const auto codes =
      body(post("/case/one/device_authorization", Parameters{{"scope", "read"}}, client()));
  EXPECT_EQ(text(codes, "verification_uri"), "http://127.0.0.1:8080/case/one/device");
}

// RFC8628-3.2-10, RFC8628-3.2-11
TEST_F(Device, IsRefusedWhatItsClientMayNotHave) {
  EXPECT_EQ(error(post("/device_authorization", {{"scope", "admin"}}, client())),
            "400 invalid_scope");
  EXPECT_EQ(error(post("/device_authorization", {{"scope", "read"}}, {basic("client", "no")})),
            "401 invalid_client");
  EXPECT_EQ(error(post("/device_authorization", {{"scope", "a"}, {"scope", "b"}}, client())),
            "400 invalid_request");
  EXPECT_EQ(error(get("/device_authorization")), "400 invalid_request");
  EXPECT_EQ(error(post("/device_authorization", with_public({}))), "200 ");
  state.registry.clients.at("client").grant_types.erase(
      "urn:ietf:params:oauth:grant-type:device_code");
  EXPECT_EQ(error(post("/device_authorization", {{"scope", "read"}}, client())),
            "400 unauthorized_client");
  EXPECT_EQ(blamed(), "RFC8628-3.2-11");
}

// RFC8628-3.5-2, RFC8628-3.5-3, RFC8628-3.5-9
TEST_F(Device, WaitsForTheUserAndSlowsDown) {
  const auto codes = ask();
  EXPECT_EQ(error(poll(codes)), "400 authorization_pending");
  wait(5);
  EXPECT_EQ(error(poll(codes)), "400 authorization_pending");
  wait(4);
  EXPECT_EQ(error(poll(codes)), "400 slow_down");
  wait(9);
  EXPECT_EQ(error(poll(codes)), "400 slow_down");
  wait(15);
  EXPECT_EQ(error(poll(codes)), "400 authorization_pending");
  EXPECT_EQ(device(codes).interval, 15);
  allow(codes);
  const auto tokens = body(poll(codes));
  EXPECT_EQ(text(tokens, "scope"), "read write");
  EXPECT_TRUE(tokens.contains("refresh_token"));
  EXPECT_EQ(state.access_tokens.find(text(tokens, "access_token"))->grant.subject, "alice");
}

// RFC8628-3.5-6
TEST_F(Device, GetsItsTokenOnce) {
  const auto codes = ask();
  allow(codes);
  EXPECT_EQ(error(poll(codes)), "200 ");
  EXPECT_EQ(error(poll(codes)), "400 invalid_grant");
  EXPECT_EQ(blamed(), "RFC8628-3.5-6");
}

// RFC8628-3.5-4, RFC8628-3.5-5
TEST_F(Device, IsToldOfADenialAndOfItsEnd) {
  const auto denied = ask();
  device(denied).decision = Decision::denied;
  EXPECT_EQ(error(poll(denied)), "400 access_denied");
  const auto late = ask();
  allow(late);
  wait(599);
  const auto later = ask();
  wait(2);
  EXPECT_EQ(error(poll(late)), "400 expired_token");
  allow(later);
  EXPECT_EQ(error(poll(later)), "200 ");
}

// RFC8628-3.4-5
TEST_F(Device, OfAnotherClientIsUnknown) {
  const auto codes = ask();
  allow(codes);
  EXPECT_EQ(error(poll(codes, second())), "400 invalid_grant");
  EXPECT_EQ(blamed(), "RFC8628-3.4-5");
  EXPECT_EQ(error(poll(codes)), "200 ");
  EXPECT_EQ(error(poll(nlohmann::json{{"device_code", "nobody's"}})), "400 invalid_grant");
}

// RFC8628-6.1-1
TEST(UserCode, HasTwoGroupsOfLettersThatNobodyMistakes) {
  std::vector<std::uint8_t> random(rules::kUserCodeOctets, 255);
  std::iota(random.begin() + 24, random.end(), std::uint8_t{0});
  EXPECT_EQ(rules::make_user_code(random), "BCDF-GHJK");
  const std::vector<std::uint8_t> unlucky(rules::kUserCodeOctets, 255);
  EXPECT_EQ(rules::make_user_code(unlucky).size(), 9U);
}

// RFC8628-3.3-5, RFC8628-6.1-2
TEST(UserCode, IsComparedWithoutCaseAndPunctuation) {
  EXPECT_TRUE(rules::same_user_code("WDJB-MJHT", " wdjbmjht"));
  EXPECT_FALSE(rules::same_user_code("WDJB-MJHT", "WDJB-MJHX"));
  EXPECT_FALSE(rules::same_user_code("WDJB-MJHT", "WDJB"));
}

}  // namespace
}  // namespace oauthspec::provider
