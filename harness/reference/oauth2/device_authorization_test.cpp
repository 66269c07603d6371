// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/device_authorization.h"

#include <string>

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"

namespace oauth::oauth2 {
namespace {

using nlohmann::json;
using oauthspec::testing::RefusesWith;

DeviceAuthorization example() {
  DeviceAuthorization response;
  response.device_code = Secret("GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS");
  response.user_code = "WDJB-MJHT";
  response.verification_uri = "https://example.com/device";
  response.verification_uri_complete = "https://example.com/device?user_code=WDJB-MJHT";
  response.expires_in = 1800;
  response.interval = 5;
  return response;
}

// RFC 8628 section 3.2: its example.
TEST(WriteDeviceAuthorization, WritesTheRfcsExample) {
  const auto written = write_device_authorization(example());
  ASSERT_TRUE(written);
  EXPECT_EQ(written->status, 200);
  EXPECT_EQ(message::find_header(written->headers, "Content-Type"), "application/json");
  EXPECT_EQ(message::find_header(written->headers, "Cache-Control"), "no-store");
  EXPECT_EQ(json::parse(written->body), json::parse(R"({
        "device_code": "GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS",
        "user_code": "WDJB-MJHT",
        "verification_uri": "https://example.com/device",
        "verification_uri_complete":
            "https://example.com/device?user_code=WDJB-MJHT",
        "expires_in": 1800,
        "interval": 5
      })"));
}

// RFC8628-3.2-2 to -6
TEST(WriteDeviceAuthorization, WritesNothingThatADeviceMustRefuse) {
  auto codeless = example();
  codeless.device_code = Secret();
  EXPECT_THAT(write_device_authorization(codeless), RefusesWith(Errc::member_invalid));
  auto nameless = example();
  nameless.user_code = "";
  EXPECT_THAT(write_device_authorization(nameless), RefusesWith(Errc::member_invalid));
  auto nowhere = example();
  nowhere.verification_uri = "/device";
  EXPECT_THAT(write_device_authorization(nowhere), RefusesWith(Errc::member_invalid));
  auto no_text = example();
  no_text.user_code = "\xFF";
  EXPECT_THAT(write_device_authorization(no_text), RefusesWith(Errc::utf8_invalid));
}

}  // namespace
}  // namespace oauth::oauth2
