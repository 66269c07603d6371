// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/error_response.h"

#include <string>

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"

namespace oauth::oauth2 {
namespace {

using message::find_header;
using oauthspec::testing::RefusesWith;

ErrorResponse error_of(const char* code) {
  ErrorResponse error;
  error.error = code;
  return error;
}

// RFC 6749 section 5.2: its example.
TEST(WriteErrorResponse, WritesTheRfcsExample) {
  const auto written = write_error_response(error_of("invalid_request"), 400, UsedScheme::none);
  ASSERT_TRUE(written);
  EXPECT_EQ(written->status, 400);
  EXPECT_EQ(find_header(written->headers, "Content-Type"), "application/json");
  EXPECT_EQ(find_header(written->headers, "Cache-Control"), "no-store");
  EXPECT_EQ(find_header(written->headers, "Pragma"), "no-cache");
  EXPECT_EQ(written->body, R"({"error":"invalid_request"})");
  EXPECT_FALSE(find_header(written->headers, "WWW-Authenticate"));
}

// RFC6749-5.2-5 to -7: 401 and the client's scheme where it used the header field, else the server's choice.
TEST(WriteErrorResponse, ChallengesAClientThatUsedBasic) {
  const auto basic = write_error_response(error_of("invalid_client"), 400, UsedScheme::basic);
  ASSERT_TRUE(basic);
  EXPECT_EQ(basic->status, 401);
  EXPECT_TRUE(find_header(basic->headers, "WWW-Authenticate").value_or("").starts_with("Basic "));
  const auto body = write_error_response(error_of("invalid_client"), 400, UsedScheme::none);
  EXPECT_EQ(body->status, 400);
  const auto grant = write_error_response(error_of("invalid_grant"), 400, UsedScheme::basic);
  EXPECT_EQ(grant->status, 400);
}

// RFC 7235 section 3.1: a server that answers with 401 must send a challenge.
TEST(WriteErrorResponse, WritesNo401WithoutAChallenge) {
  const auto written = write_error_response(error_of("invalid_client"), 401, UsedScheme::none);
  ASSERT_TRUE(written);
  EXPECT_EQ(message::count_headers(written->headers, "WWW-Authenticate"), 1U);
}

TEST(WriteErrorResponse, WritesNothingThatAClientMustRefuse) {
  const auto written = [](const ErrorResponse& error, int status = 400) {
    return write_error_response(error, status, UsedScheme::none);
  };
  // RFC6749-5.2-1, RFC6749-5.2-2
  EXPECT_THAT(written(error_of("invalid_grant"), 200), RefusesWith(Errc::status_unexpected));
  EXPECT_THAT(written(error_of("")), RefusesWith(Errc::member_invalid));
  // RFC6749-5.2-12, RFC6749-5.2-13, RFC6749-5.2-14
  EXPECT_THAT(written(error_of("a\"b")), RefusesWith(Errc::member_invalid));
  auto described = error_of("invalid_grant");
  described.error_description = "caf\xC3\xA9";
  EXPECT_THAT(written(described), RefusesWith(Errc::member_invalid));
  described.error_description = "\xFF";
  EXPECT_THAT(written(described), RefusesWith(Errc::utf8_invalid));
  auto explained = error_of("invalid_grant");
  explained.error_uri = "https://as.example/a b";
  EXPECT_THAT(written(explained), RefusesWith(Errc::member_invalid));
}

message::Response answer(int status, const char* body) {
  return {status, {{"Content-Type", "application/json"}}, body};
}

// RFC 7009 section 2.2.1, RFC 7591 section 3.2.2, RFC 7662 section 2.3, RFC 8628 section 3.2 and RFC 9126 section 2.3:
// each endpoint answers with an object as the token endpoint does.
TEST(ParseErrorResponse, ReadsTheSameObjectFromEveryEndpoint) {
  const auto response = answer(400, R"({"error": "invalid_redirect_uri", "error_description":
               "The redirection URI http://sketchy.example.com is not allowed by this server."})");
  for (const auto endpoint :
       {Endpoint::token, Endpoint::device_authorization, Endpoint::pushed_authorization,
        Endpoint::revocation, Endpoint::introspection, Endpoint::registration}) {
    const auto read = parse_error_response(endpoint, response);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->error, "invalid_redirect_uri");
    EXPECT_EQ(read->error_description,
              "The redirection URI http://sketchy.example.com is not allowed by this server.");
  }
  EXPECT_THAT(parse_error_response(Endpoint::resource, response), RefusesWith(Errc::header_scheme));
  EXPECT_THAT(parse_error_response(Endpoint::token, answer(302, R"({"error":"x"})")),
              RefusesWith(Errc::status_unexpected));
}

message::Response challenged(const char* field) {
  return {401, {{"WWW-Authenticate", field}}, ""};
}

// RFC 6750 section 3 and RFC 9728 section 5.1: their examples.
TEST(ParseErrorResponse, ReadsTheChallengeOfAResource) {
  const auto bare =
      parse_error_response(Endpoint::resource, challenged(R"(Bearer realm="example")"));
  ASSERT_TRUE(bare);
  EXPECT_EQ(bare->error, "");
  EXPECT_EQ(bare->realm, "example");
  const auto expired = parse_error_response(
      Endpoint::resource, challenged(R"(Bearer realm="example", error="invalid_token", )"
                                     R"(error_description="The access token expired")"));
  ASSERT_TRUE(expired);
  EXPECT_EQ(expired->error, "invalid_token");
  EXPECT_EQ(expired->error_description, "The access token expired");
  const auto described = parse_error_response(
      Endpoint::resource,
      challenged(R"(Bearer resource_metadata=)"
                 R"("https://resource.example.com/.well-known/oauth-protected-resource")"));
  ASSERT_TRUE(described);
  EXPECT_EQ(described->resource_metadata,
            "https://resource.example.com/.well-known/oauth-protected-resource");
}

// RFC9449-7.1-2: of a challenge for each scheme the one that names an error says more.
TEST(ParseErrorResponse, PrefersTheChallengeThatNamesAnError) {
  const auto read = parse_error_response(
      Endpoint::resource,
      challenged(R"(Bearer realm="a", DPoP error="use_dpop_nonce", algs="ES256")"));
  ASSERT_TRUE(read);
  EXPECT_EQ(read->error, "use_dpop_nonce");
  EXPECT_THAT(parse_error_response(Endpoint::resource, challenged("Bearer scope=\"a  b\"")),
              RefusesWith(Errc::scope_invalid));
  EXPECT_THAT(parse_error_response(Endpoint::resource, challenged("Basic realm=\"a\"")),
              RefusesWith(Errc::header_scheme));
}

}  // namespace
}  // namespace oauth::oauth2
