// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/introspection.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"

namespace oauth::oauth2 {
namespace {

using nlohmann::json;
using oauthspec::testing::RefusesWith;

IntrospectionResponse active() {
  IntrospectionResponse response;
  response.active = true;
  response.client_id = "l238j323ds-23ij4";
  response.username = "jdoe";
  response.scope = Scope{"read", "write", "dolphin"};
  response.sub = "Z5O3upPC88QrAjx00dis";
  response.aud = std::vector<std::string>{"https://protected.example.net/resource"};
  response.iss = "https://server.example.com/";
  response.exp = 1419356238;
  response.iat = 1419350238;
  response.extra["extension_field"] = "twenty-seven";
  return response;
}

// RFC 7662 section 2.2: its example; aud may be a list as well.
TEST(WriteIntrospection, WritesTheRfcsExample) {
  const auto written = write_introspection(active());
  ASSERT_TRUE(written);
  EXPECT_EQ(written->status, 200);
  EXPECT_EQ(message::find_header(written->headers, "Content-Type"), "application/json");
  EXPECT_EQ(json::parse(written->body), json::parse(R"({
      "active": true,
      "client_id": "l238j323ds-23ij4",
      "username": "jdoe",
      "scope": "read write dolphin",
      "sub": "Z5O3upPC88QrAjx00dis",
      "aud": ["https://protected.example.net/resource"],
      "iss": "https://server.example.com/",
      "exp": 1419356238,
      "iat": 1419350238,
      "extension_field": "twenty-seven"
     })"));
}

// RFC7662-2.2-11, RFC7662-2.2-12: the second example of section 2.2.
TEST(WriteIntrospection, TellsNothingOfAnInactiveToken) {
  auto response = active();
  response.active = false;
  const auto written = write_introspection(response);
  ASSERT_TRUE(written);
  EXPECT_EQ(written->status, 200);
  EXPECT_EQ(written->body, R"({"active":false})");
}

// Nothing beside it makes a token inactive, or active.
TEST(WriteIntrospection, LetsNoExtensionSpeakForActive) {
  auto response = active();
  response.extra["active"] = false;
  EXPECT_EQ(json::parse(write_introspection(response)->body).at("active"), true);
}

TEST(WriteIntrospection, WritesNothingThatAResourceMustRefuse) {
  auto unscoped = active();
  unscoped.scope = Scope{"a b"};
  EXPECT_THAT(write_introspection(unscoped), RefusesWith(Errc::scope_invalid));  // RFC7662-2.2-4
  auto early = active();
  early.nbf = -1;
  EXPECT_THAT(write_introspection(early), RefusesWith(Errc::member_invalid));  // RFC7662-2.2-6
  auto no_text = active();
  no_text.username = "\xC3";
  EXPECT_THAT(write_introspection(no_text), RefusesWith(Errc::utf8_invalid));
}

}  // namespace
}  // namespace oauth::oauth2
