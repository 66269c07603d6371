// SPDX-License-Identifier: Apache-2.0
// The models of header fields, forms and dates, held against what the RFCs print.
#include <gtest/gtest.h>

#include "fuzz/oracle/authorization_response.h"
#include "fuzz/oracle/form_model.h"
#include "fuzz/oracle/retry_after_model.h"

namespace oauthspec::fuzz {
namespace {

using nlohmann::json;

TEST(FormModel, DecodesTheExampleOfRfc5849) {
  EXPECT_EQ(
      model_form_decode("b5=%3D%253D&a3=a&c%40=&a2=r%20b&c2&a3=2+q"),
      (FormPairs{
          {"b5", "=%3D"}, {"a3", "a"}, {"c@", ""}, {"a2", "r b"}, {"c2", ""}, {"a3", "2 q"}}));
  EXPECT_FALSE(model_form_decode("a=%2"));
  EXPECT_FALSE(model_form_decode("a=%zz"));
}

TEST(RetryAfterModel, ReadsTheDatesOfRfc7231) {
  // The three forms of one second.
  constexpr std::int64_t kSecond = 784'111'777;
  for (const char* text : {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                           "Sun Nov  6 08:49:37 1994"}) {
    EXPECT_EQ(model_http_date(text, kSecond), kSecond) << text;
  }
  // Retry-After: Fri, 31 Dec 1999 23:59:59 GMT; Retry-After: 120
  EXPECT_EQ(model_retry_after("Fri, 31 Dec 1999 23:59:59 GMT", 946'684'798), 1);
  EXPECT_EQ(model_retry_after("120", 0), 120);
  EXPECT_FALSE(model_http_date("Thu, 29 Feb 1900 00:00:00 GMT", 0));
  EXPECT_EQ(model_http_date("Tue, 29 Feb 2000 00:00:00 GMT", 0), 951'782'400);
}

TEST(AuthorizationResponseModel, ReadsTheExamplesOfRfc6749) {
  const SentAuthorization code = read_sent_authorization("response_type=code&state=xyz");
  EXPECT_EQ(
      model_authorization_response(
          {"GET", "https://client.example.com/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=xyz", {}, {}},
          code),
      json({{"code", "SplxlOBeZQQYbYS6WxSbIA"}, {"state", "xyz"}, {"extra", json::array()}}));
  EXPECT_EQ(
      model_authorization_response(
          {"GET", "https://client.example.com/cb?error=access_denied&state=xyz", {}, {}}, code),
      json({{"error", "access_denied"}, {"state", "xyz"}, {"extra", json::array()}}));
  const auto token = model_authorization_response(
      {"GET",
       "http://example.com/cb#access_token=2YotnFZFEjr1zCsicMWpAA&state=xyz&token_type=example&"
       "expires_in=3600",
       {},
       {}},
      read_sent_authorization("response_type=token&response_mode=fragment&state=xyz"));
  ASSERT_TRUE(token);
  EXPECT_EQ(token->at("access_token"), "2YotnFZFEjr1zCsicMWpAA");
  EXPECT_EQ(token->at("expires_in"), 3600);
}

TEST(AuthorizationResponseModel, ReadsTheExampleOfRfc9207) {
  const oauth::message::Request request{
      "GET",
      "https://client.example/cb?code=x1848ZT64p4IirMPT0R-X3141MFPTuBX-VFL_cvaplMH58&state="
      "ZWVlNDBlYzA1NjdkMDNhYjg3ZjUxZjAyNGQzMTM2NzI&iss=https%3A%2F%2Fhonest.as.example",
      {},
      {}};
  SentAuthorization sent;
  sent.state = "ZWVlNDBlYzA1NjdkMDNhYjg3ZjUxZjAyNGQzMTM2NzI";
  sent.issuer = "https://honest.as.example";
  EXPECT_TRUE(model_authorization_response(request, sent));
  sent.issuer = "https://attacker.example";
  EXPECT_FALSE(model_authorization_response(request, sent));
}

}  // namespace
}  // namespace oauthspec::fuzz
