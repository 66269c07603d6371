// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/token_request.h"

#include <string>

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"

namespace oauth::oauth2 {
namespace {

using oauthspec::testing::RefusesWith;

constexpr const char* kEndpoint = "https://server.example.com/token";
constexpr const char* kBasic = "Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW";  // RFC 6749 section 4.1.3.

Client client() {
  return {"s6BhdRkqt3", SecretBasic{Secret("gX1fBat3bV")}};
}

/// The form of a request for this grant; the refusal's name where there is none.
std::string form_of(const Grant& grant, const Client& by = client()) {
  const auto request = write_token_request(kEndpoint, by, grant, {});
  if (!request) return std::string(name(request.error().code));
  EXPECT_EQ(request->method, "POST");
  EXPECT_EQ(message::find_header(request->headers, "Content-Type"),
            "application/x-www-form-urlencoded");
  return request->body;
}

// RFC 6749 sections 4.1.3, 4.3.2, 4.4.2 and 6, RFC 8628 section 3.4: their examples, whose "." and "-" need no escapes.
TEST(WriteTokenRequest, WritesTheRfcsExamples) {
  const CodeGrant code{Secret("SplxlOBeZQQYbYS6WxSbIA"), "https://client.example.com/cb",
                       std::nullopt};
  EXPECT_EQ(form_of(code),
            "grant_type=authorization_code&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2F"
            "client.example.com%2Fcb");
  EXPECT_EQ(message::find_header(write_token_request(kEndpoint, client(), code, {})->headers,
                                 "Authorization"),
            kBasic);
  EXPECT_EQ(form_of(PasswordGrant{"johndoe", Secret("A3ddj3w")}),
            "grant_type=password&username=johndoe&password=A3ddj3w");
  EXPECT_EQ(form_of(ClientCredentialsGrant{}), "grant_type=client_credentials");
  EXPECT_EQ(form_of(RefreshGrant{Secret("tGzv3JOkF0XG5Qx2TlKWIA")}),
            "grant_type=refresh_token&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA");
  EXPECT_EQ(form_of(DeviceGrant{Secret("GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS")},
                    {"1406020730", NoAuthentication{}}),
            "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Adevice_code&device_code="
            "GmRhmhcxhwAzkoEqiMEg_DnyEysNkuNhszIySk9eS&client_id=1406020730");
}

TEST(WriteTokenRequest, RefusesWhatTheGrammarHasNot) {
  EXPECT_EQ(form_of(CodeGrant{Secret("a\n"), std::nullopt, std::nullopt}), "parameter_invalid");
  EXPECT_EQ(form_of(CodeGrant{Secret("a"), "/cb", std::nullopt}), "redirect_uri_invalid");
  EXPECT_EQ(form_of(CodeGrant{Secret("a"), std::nullopt, Secret("short")}),
            "code_verifier_invalid");
  EXPECT_EQ(form_of(PasswordGrant{"a\rb", Secret("x")}), "parameter_invalid");  // RFC6749-A.15-1
  EXPECT_EQ(form_of(RefreshGrant{}), "parameter_invalid");                      // RFC6749-A.17-1
  EXPECT_EQ(form_of(ExtensionGrant{"password2", {}}), "parameter_invalid");     // RFC6749-4.5-1
  EXPECT_EQ(form_of(ClientCredentialsGrant{}, {"a", NoAuthentication{}}), "credentials_invalid");
  // RFC8628-3.1-5
  EXPECT_THAT(write_token_request("http://as.example/", client(), DeviceGrant{Secret("x")}, {}),
              RefusesWith(Errc::uri_scheme_unsupported));
}

message::Request posted(const std::string& form) {
  return {"POST",
          kEndpoint,
          {{"Content-Type", "application/x-www-form-urlencoded"}, {"Authorization", kBasic}},
          form};
}

/// The error code of the refusal; "" where the request is accepted.
std::string refusal_of(const message::Request& request) {
  const auto read = parse_token_request(request);
  if (read) return "";
  EXPECT_EQ(read.error().status, 400);  // RFC6749-5.2-1
  return read.error().error;
}

// RFC 6749 section 4.1.3, as the RFC writes it.
TEST(ParseTokenRequest, ReadsTheRfcsExample) {
  const auto read = parse_token_request(
      posted("grant_type=authorization_code&code=SplxlOBeZQQYbYS6WxSbIA&redirect_uri=https%3A%2F%2F"
             "client%2Eexample%2Ecom%2Fcb"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->client.client_id, "s6BhdRkqt3");
  EXPECT_EQ(std::get<SecretBasic>(read->client.authentication).client_secret.reveal(),
            "gX1fBat3bV");
  const auto& grant = std::get<CodeGrant>(read->grant);
  EXPECT_EQ(grant.code.reveal(), "SplxlOBeZQQYbYS6WxSbIA");
  EXPECT_EQ(grant.redirect_uri, "https://client.example.com/cb");
}

// RFC 8693 section 2.3: its first example.
TEST(ParseTokenRequest, ReadsATokenExchange) {
  const auto read = parse_token_request(posted(
      "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange&resource=https%3A"
      "%2F%2Fbackend.example.com%2Fapi&subject_token=accVkjcJyb4BWCxGsndESCJQbdFMogUC5PbRDqce"
      "LTC&subject_token_type=urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3Aaccess_token"));
  ASSERT_TRUE(read);
  const auto& grant = std::get<ExchangeGrant>(read->grant);
  EXPECT_EQ(grant.subject_token.reveal(), "accVkjcJyb4BWCxGsndESCJQbdFMogUC5PbRDqceLTC");
  EXPECT_EQ(grant.subject_token_type, "urn:ietf:params:oauth:token-type:access_token");
  EXPECT_EQ(read->parameters.find("resource"), "https://backend.example.com/api");
  // RFC8693-2.1-4 to -7: an actor's token and its type go together.
  EXPECT_EQ(refusal_of(
                posted("grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=a&"
                       "subject_token_type=urn:x&actor_token_type=urn:x")),
            "invalid_request");
}

// RFC6749-3.2-7; required parameters of each grant, RFC 6749 sections 4.1.3, 4.3.2 and 6.
TEST(ParseTokenRequest, TakesAParameterWithoutAValueForOmitted) {
  for (const char* form :
       {"grant_type=", "grant_type=authorization_code&code=",
        "grant_type=refresh_token&refresh_token=", "grant_type=password&username=&password=x",
        "grant_type=password&username=x&password=",
        "grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code=",
        "grant_type=urn:ietf:params:oauth:grant-type:jwt-bearer&assertion="}) {
    EXPECT_EQ(refusal_of(posted(form)), "invalid_request") << form;
  }
  const auto exchange = parse_token_request(
      posted("grant_type=urn:ietf:params:oauth:grant-type:token-exchange&subject_token=a&"
             "subject_token_type=urn:x&audience=&audience=b&audience=c&actor_token="));
  ASSERT_TRUE(exchange);
  EXPECT_EQ(std::get<ExchangeGrant>(exchange->grant).audience,
            (std::vector<std::string>{"b", "c"}));
  const auto code = parse_token_request(
      posted("grant_type=authorization_code&code=a&redirect_uri=&code_verifier=&scope="));
  ASSERT_TRUE(code);
  EXPECT_FALSE(std::get<CodeGrant>(code->grant).redirect_uri);
  EXPECT_FALSE(std::get<CodeGrant>(code->grant).code_verifier);
  EXPECT_FALSE(code->scope);
}

TEST(ParseTokenRequest, AnswersWithTheErrorOfTheRfc) {
  const std::string good = "grant_type=client_credentials";
  EXPECT_EQ(refusal_of(posted(good)), "");
  EXPECT_EQ(refusal_of(posted(good + "&unknown=1")), "");                       // RFC6749-3.2-8
  EXPECT_EQ(refusal_of(posted(good + "&scope=a&scope=a")), "invalid_request");  // RFC6749-3.2-11
  EXPECT_EQ(refusal_of(posted(good + "&scope=a%22")), "invalid_scope");         // RFC6749-5.2-11
  EXPECT_EQ(refusal_of(posted("grant_type=urn:x")), "unsupported_grant_type");  // RFC6749-5.2-10
  EXPECT_EQ(refusal_of(posted("grant_type=%4")), "invalid_request");
  auto got = posted(good);
  got.method = "GET";
  EXPECT_EQ(refusal_of(got), "invalid_request");  // RFC6749-3.2-6
  auto json = posted(good);
  json.headers.front().value = "application/json";
  EXPECT_EQ(refusal_of(json), "invalid_request");  // RFC6749-4.1.3-1
}

}  // namespace
}  // namespace oauth::oauth2
