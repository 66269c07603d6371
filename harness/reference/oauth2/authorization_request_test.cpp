// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/authorization_request.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"

namespace oauth::oauth2 {
namespace {

using message::Parameters;
using oauthspec::testing::Gives;
using oauthspec::testing::RefusesWith;

constexpr const char* kChallenge =
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";  // RFC 7636, appendix B.

Parameters from_query(const char* query) {
  Parameters parameters;
  EXPECT_TRUE(parameters.add_form(query));
  return parameters;
}

/// The refusal's error code and its reason; "" where the request is accepted.
std::string refusal_of(const char* query) {
  const auto read = parse_authorization_request(from_query(query));
  if (read) return "";
  // RFC6749-4.1.2.1-3: the answer is a redirection, which has no status of its own.
  EXPECT_FALSE(read.error().status);
  return read.error().error + " " + std::string(name(read.error().reason));
}

// RFC 6749 section 4.1.1: its example.
TEST(ParseAuthorizationRequest, ReadsTheRfcsExample) {
  const auto read = parse_authorization_request(
      from_query("response_type=code&client_id=s6BhdRkqt3&state=xyz&redirect_uri=https%3A%2F%2F"
                 "client%2Eexample%2Ecom%2Fcb"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->response_type, "code");
  EXPECT_EQ(read->client_id, "s6BhdRkqt3");
  EXPECT_EQ(read->state, "xyz");
  EXPECT_EQ(read->redirect_uri, "https://client.example.com/cb");
  EXPECT_FALSE(read->scope);
}

// RFC 8707 section 2.1, figure 2: two resources.
TEST(ParseAuthorizationRequest, ReadsEveryResource) {
  const auto read = parse_authorization_request(from_query(
      "response_type=code&client_id=s6BhdRkqt3&state=tNwzQ87pC6llebpmac_IDeeq-mCR2wLDYljH"
      "ZUAWuI&redirect_uri=https%3A%2F%2Fclient.example.org%2Fcb&scope=calendar%20contacts"
      "&resource=https%3A%2F%2Fcal.example.com%2F&resource=https%3A%2F%2Fcontacts.example"
      ".com%2F"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->resource, (std::vector<std::string>{"https://cal.example.com/",
                                                      "https://contacts.example.com/"}));
  EXPECT_EQ(read->scope, (Scope{"calendar", "contacts"}));
}

TEST(ParseAuthorizationRequest, AnswersWithTheErrorOfTheRfc) {
  // RFC6749-4.1.2.1-5, RFC6749-3.1-11
  EXPECT_EQ(refusal_of("client_id=a"), "invalid_request parameter_missing");
  EXPECT_EQ(refusal_of("response_type=code"), "invalid_request parameter_invalid");
  EXPECT_EQ(refusal_of("response_type=code&client_id=a&state=1&state=1"),
            "invalid_request parameter_duplicated");
  EXPECT_EQ(refusal_of("response_type=code&client_id=a&redirect_uri=/cb"),
            "invalid_request redirect_uri_invalid");
  // RFC6749-4.1.2.1-9
  EXPECT_EQ(refusal_of("response_type=code&client_id=a&scope=a++b"), "invalid_scope scope_invalid");
  // RFC8707-2-7
  EXPECT_EQ(refusal_of("response_type=code&client_id=a&resource=https://r.example/%23f"),
            "invalid_target resource_invalid");
  // RFC7636-4.2-6, RFC7636-4.4.1-3
  EXPECT_EQ(refusal_of("response_type=code&client_id=a&code_challenge=short"),
            "invalid_request code_challenge_invalid");
  EXPECT_EQ(refusal_of("response_type=code&client_id=a&code_challenge_method=s256&code_challenge="
                       "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"),
            "invalid_request challenge_method_unsupported");
  // RFC9101-5-2
  EXPECT_EQ(refusal_of("client_id=a&request=x&request_uri=urn:x"),
            "invalid_request parameter_invalid");
}

// RFC6749-3.1-7: resource, which may be there more than once, is no exception.
TEST(ParseAuthorizationRequest, TakesAParameterWithoutAValueForOmitted) {
  const auto read = parse_authorization_request(from_query(
      "response_type=code&client_id=a&redirect_uri=&scope=&state=&resource=&code_challenge="));
  ASSERT_TRUE(read);
  EXPECT_FALSE(read->redirect_uri || read->scope || read->state || read->code_challenge);
  EXPECT_TRUE(read->resource.empty());
  EXPECT_EQ(refusal_of("response_type=&client_id=a"), "invalid_request parameter_missing");
}

// RFC6749-3.1-8
TEST(ParseAuthorizationRequest, PassesOverWhatItDoesNotKnow) {
  const auto read = parse_authorization_request(
      from_query("response_type=code+id_token&client_id=a&nonce=1&nonce=2"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->response_type, "code id_token");
  EXPECT_EQ(read->extra.count("nonce"), 2U);
}

AuthorizationRequest request() {
  AuthorizationRequest request;
  request.response_type = "code";
  request.client_id = "s6BhdRkqt3";
  return request;
}

// RFC 6749 section 3.1 and appendix B: the endpoint's query is kept, and a space is "+".
TEST(AuthorizationUrl, AddsAFormBehindTheEndpointsQuery) {
  auto asked = request();
  asked.scope = Scope{"a", "b"};
  EXPECT_THAT(authorization_url("https://server.example.com/authorize?tenant=%20x", asked),
              Gives("https://server.example.com/authorize?tenant=%20x&response_type=code&client_id="
                    "s6BhdRkqt3&scope=a+b"));
}

TEST(AuthorizationUrl, RefusesWhatMayNotBeSent) {
  // RFC6749-3.1-3
  EXPECT_THAT(authorization_url("https://as.example/#x", request()),
              RefusesWith(Errc::uri_invalid));
  // RFC6749-3.1-9
  EXPECT_THAT(authorization_url("https://as.example/?client%5Fid=x", request()),
              RefusesWith(Errc::parameter_duplicated));
  auto twice = request();
  twice.extra.add("state", "x");
  EXPECT_THAT(write_authorization_parameters(twice), RefusesWith(Errc::parameter_duplicated));
  auto challenged = request();
  challenged.code_challenge = std::string(kChallenge) + "=";
  EXPECT_THAT(write_authorization_parameters(challenged),
              RefusesWith(Errc::code_challenge_invalid));
  auto empty = request();
  empty.scope = Scope{};
  EXPECT_THAT(write_authorization_parameters(empty), RefusesWith(Errc::scope_invalid));
  auto stated = request();
  stated.state = "\xC3\xA9";  // RFC6749-A.5-1
  EXPECT_THAT(write_authorization_parameters(stated), RefusesWith(Errc::parameter_invalid));
}

}  // namespace
}  // namespace oauth::oauth2
