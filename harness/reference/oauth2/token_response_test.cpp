// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/token_response.h"

#include <string>

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"

namespace oauth::oauth2 {
namespace {

using message::find_header;
using nlohmann::json;
using oauthspec::testing::RefusesWith;

TokenResponse tokens() {
  TokenResponse response;
  response.access_token = Secret("2YotnFZFEjr1zCsicMWpAA");
  response.token_type = "example";
  return response;
}

// RFC 6749 section 5.1: its example.
TEST(WriteTokenResponse, WritesTheRfcsExample) {
  auto response = tokens();
  response.expires_in = 3600;
  response.refresh_token = Secret("tGzv3JOkF0XG5Qx2TlKWIA");
  response.extra["example_parameter"] = "example_value";
  const auto written = write_token_response(response);
  ASSERT_TRUE(written);
  EXPECT_EQ(written->status, 200);
  EXPECT_EQ(find_header(written->headers, "Content-Type"), "application/json");
  EXPECT_EQ(find_header(written->headers, "Cache-Control"), "no-store");
  EXPECT_EQ(find_header(written->headers, "Pragma"), "no-cache");
  EXPECT_EQ(json::parse(written->body), json::parse(R"({
       "access_token":"2YotnFZFEjr1zCsicMWpAA",
       "token_type":"example",
       "expires_in":3600,
       "refresh_token":"tGzv3JOkF0XG5Qx2TlKWIA",
       "example_parameter":"example_value"
     })"));
}

// RFC 8693 section 2.3: the response of its example, its token shortened.
TEST(WriteTokenResponse, NamesTheTypeOfAnExchangedToken) {
  auto response = tokens();
  response.token_type = "Bearer";
  response.expires_in = 60;
  response.issued_token_type = "urn:ietf:params:oauth:token-type:access_token";
  const auto written = write_token_response(response);
  ASSERT_TRUE(written);
  EXPECT_EQ(json::parse(written->body).at("issued_token_type"),
            "urn:ietf:params:oauth:token-type:access_token");
  EXPECT_TRUE(parse_token_response(*written, {"bearer"}, true));
}

TEST(WriteTokenResponse, WritesNothingThatAClientMustRefuse) {
  auto empty = tokens();
  empty.access_token = Secret();
  EXPECT_THAT(write_token_response(empty), RefusesWith(Errc::member_invalid));  // RFC6749-A.12-1
  auto no_text = tokens();
  no_text.access_token = Secret("\xFF");
  EXPECT_THAT(write_token_response(no_text), RefusesWith(Errc::utf8_invalid));
  auto typeless = tokens();
  typeless.token_type = "";
  EXPECT_THAT(write_token_response(typeless), RefusesWith(Errc::member_invalid));  // RFC6749-5.1-6
  auto expired = tokens();
  expired.expires_in = -1;
  EXPECT_THAT(write_token_response(expired), RefusesWith(Errc::member_invalid));  // RFC6749-A.14-1
  auto lasting = tokens();
  lasting.expires_in = std::int64_t{1} << 53U;
  EXPECT_TRUE(write_token_response(lasting));
  ++*lasting.expires_in;
  EXPECT_THAT(write_token_response(lasting), RefusesWith(Errc::member_invalid));
  auto broken = tokens();
  broken.refresh_token = Secret("a\tb");
  EXPECT_THAT(write_token_response(broken), RefusesWith(Errc::member_invalid));  // RFC6749-A.17-1
  auto unscoped = tokens();
  unscoped.scope = Scope{};
  EXPECT_THAT(write_token_response(unscoped), RefusesWith(Errc::scope_invalid));  // RFC6749-A.4-1
}

// RFC6749-5.1-7
TEST(SameTokenType, IsWithoutCase) {
  EXPECT_TRUE(same_token_type("Bearer", "bEARER"));
  EXPECT_FALSE(same_token_type("Bearer", "Bearer "));
}

}  // namespace
}  // namespace oauth::oauth2
