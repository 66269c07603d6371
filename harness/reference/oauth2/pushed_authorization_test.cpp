// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/pushed_authorization.h"

#include <string>

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"

namespace oauth::oauth2 {
namespace {

using nlohmann::json;
using oauthspec::testing::RefusesWith;

PushedAuthorization example() {
  PushedAuthorization response;
  response.request_uri = "urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c";
  response.expires_in = 60;
  return response;
}

// RFC 9126 section 2.2: its example.
TEST(WritePushedAuthorization, WritesTheRfcsExample) {
  const auto written = write_pushed_authorization(example());
  ASSERT_TRUE(written);
  EXPECT_EQ(written->status, 201);
  EXPECT_EQ(message::find_header(written->headers, "Content-Type"), "application/json");
  EXPECT_EQ(message::find_header(written->headers, "Cache-Control"), "no-cache, no-store");
  EXPECT_EQ(json::parse(written->body), json::parse(R"({
        "request_uri": "urn:ietf:params:oauth:request_uri:6esc_11ACC5bwc014ltc14eY22c",
        "expires_in": 60
       })"));
}

// RFC9126-2.2-1, RFC9126-2.2-2
TEST(WritePushedAuthorization, WritesNothingThatAClientMustRefuse) {
  auto expired = example();
  expired.expires_in = 0;
  EXPECT_THAT(write_pushed_authorization(expired), RefusesWith(Errc::member_invalid));
  auto nameless = example();
  nameless.request_uri = "";
  EXPECT_THAT(write_pushed_authorization(nameless), RefusesWith(Errc::member_invalid));
  auto no_text = example();
  no_text.extra["note"] = "\xFF";
  EXPECT_THAT(write_pushed_authorization(no_text), RefusesWith(Errc::utf8_invalid));
}

}  // namespace
}  // namespace oauth::oauth2
