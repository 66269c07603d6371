// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/authorization_response.h"

#include <string>
#include <utility>

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"

namespace oauth::oauth2 {
namespace {

using oauthspec::testing::Gives;
using oauthspec::testing::RefusesWith;

constexpr const char* kRedirectUri = "https://client.example.com/cb";

template <class Outcome>
AuthorizationResponse response_of(Outcome outcome) {
  AuthorizationResponse response;
  response.outcome = std::move(outcome);
  response.state = "xyz";
  return response;
}

AuthorizationResponse code_response() {
  return response_of(GrantedCode{Secret("SplxlOBeZQQYbYS6WxSbIA")});
}

Denied access_denied() {
  return {"access_denied", std::nullopt, std::nullopt};
}

// RFC 6749 sections 4.1.2, 4.1.2.1, 4.2.2 and 4.2.2.1: their examples.
TEST(WriteAuthorizationResponse, WritesTheRfcsExamples) {
  EXPECT_THAT(write_authorization_response(kRedirectUri, code_response(), ResponseMode::query),
              Gives("https://client.example.com/cb?code=SplxlOBeZQQYbYS6WxSbIA&state=xyz"));
  EXPECT_THAT(
      write_authorization_response(kRedirectUri, response_of(access_denied()), ResponseMode::query),
      Gives("https://client.example.com/cb?error=access_denied&state=xyz"));
  EXPECT_THAT(write_authorization_response(kRedirectUri, response_of(access_denied()),
                                           ResponseMode::fragment),
              Gives("https://client.example.com/cb#error=access_denied&state=xyz"));
  // The order of the parameters is the server's own.
  EXPECT_THAT(
      write_authorization_response("http://example.com/cb",
                                   response_of(GrantedToken{Secret("2YotnFZFEjr1zCsicMWpAA"),
                                                            "example", 3600, std::nullopt}),
                                   ResponseMode::fragment),
      Gives("http://example.com/cb#access_token=2YotnFZFEjr1zCsicMWpAA&token_type=example&"
            "expires_in=3600&state=xyz"));
}

// RFC 9207 section 2.1: its example.
TEST(WriteAuthorizationResponse, NamesTheIssuer) {
  auto response =
      response_of(GrantedCode{Secret("x1848ZT64p4IirMPT0R-X3141MFPTuBX-VFL_cvaplMH58")});
  response.state = "ZWVlNDBlYzA1NjdkMDNhYjg3ZjUxZjAyNGQzMTM2NzI";
  response.iss = "https://honest.as.example";
  EXPECT_THAT(
      write_authorization_response("https://client.example/cb", response, ResponseMode::query),
      Gives("https://client.example/cb?code="
            "x1848ZT64p4IirMPT0R-X3141MFPTuBX-VFL_cvaplMH58&state="
            "ZWVlNDBlYzA1NjdkMDNhYjg3ZjUxZjAyNGQzMTM2NzI&iss=https%3A%2F%2Fhonest.as."
            "example"));
}

// RFC 6749 appendix B: the example's octets, where a space is "+".
TEST(WriteAuthorizationResponse, WritesAForm) {
  auto response = code_response();
  response.state.reset();
  response.extra.add("note", " %&+\xC2\xA3\xE2\x82\xAC");
  const std::string pairs = "code=SplxlOBeZQQYbYS6WxSbIA&note=+%25%26%2B%C2%A3%E2%82%AC";
  EXPECT_THAT(write_authorization_response(kRedirectUri, response, ResponseMode::query),
              Gives(std::string(kRedirectUri) + "?" + pairs));
  EXPECT_THAT(write_authorization_response(kRedirectUri, response, ResponseMode::fragment),
              Gives(std::string(kRedirectUri) + "#" + pairs));
}

// EXT-form-post-1
TEST(AuthorizationResponseParameters, AreThoseOfAPostedForm) {
  AuthorizationResponse response = code_response();
  response.extra.add("more", "1");
  const auto parameters = authorization_response_parameters(response);
  ASSERT_TRUE(parameters);
  const auto read =
      parse_authorization_response({"POST",
                                    std::string(kRedirectUri),
                                    {{"Content-Type", "application/x-www-form-urlencoded"}},
                                    message::write_form(*parameters)},
                                   {.response_mode = ResponseMode::form_post,
                                    .redirect_uri = {},
                                    .state = response.state,
                                    .issuer = {},
                                    .iss_supported = {}});
  ASSERT_TRUE(read);
  EXPECT_EQ(std::get<GrantedCode>(read->outcome).code.reveal(),
            std::get<GrantedCode>(response.outcome).code.reveal());
  EXPECT_EQ(read->extra.find("more"), "1");

  response.extra.add("state", "another");
  EXPECT_EQ(authorization_response_parameters(response).error().code, Errc::parameter_duplicated);
}

// RFC6749-3.1.2-2: the query that is there stays, and comes first.
TEST(WriteAuthorizationResponse, KeepsTheQueryOfTheRedirectionUri) {
  const auto written = [](const char* uri) {
    return write_authorization_response(uri, code_response(), ResponseMode::query);
  };
  const std::string added = "code=SplxlOBeZQQYbYS6WxSbIA&state=xyz";
  EXPECT_THAT(written("https://c.example/?a=1%20"), Gives("https://c.example/?a=1%20&" + added));
  EXPECT_THAT(written("https://c.example/?"), Gives("https://c.example/?" + added));
  EXPECT_THAT(written("https://c.example/?a&"), Gives("https://c.example/?a&" + added));
}

TEST(WriteAuthorizationResponse, WritesNothingThatAClientMustRefuse) {
  const auto written = [](const AuthorizationResponse& response, const char* uri = kRedirectUri) {
    return write_authorization_response(uri, response, ResponseMode::query);
  };
  // RFC6749-3.1.2-3
  EXPECT_THAT(written(code_response(), "https://client.example.com/cb#x"),
              RefusesWith(Errc::redirect_uri_invalid));
  // RFC6749-3.1-10: in the redirection URI's own query, and among the parameters that follow.
  EXPECT_THAT(written(code_response(), "https://client.example.com/cb?state=1"),
              RefusesWith(Errc::parameter_duplicated));
  auto twice = code_response();
  twice.extra.add("code", "other");
  EXPECT_THAT(written(twice), RefusesWith(Errc::parameter_duplicated));
  // RFC6749-4.1.2.1-13
  EXPECT_THAT(written(response_of(Denied{"access_denied", "say \"no\"", std::nullopt})),
              RefusesWith(Errc::parameter_invalid));
  // RFC6749-A.11-1, RFC6749-4.1.2-1
  EXPECT_THAT(written(response_of(GrantedCode{Secret("a\n")})),
              RefusesWith(Errc::parameter_invalid));
  EXPECT_THAT(written(response_of(GrantedCode{})), RefusesWith(Errc::parameter_missing));
  // RFC6749-A.4-1
  EXPECT_THAT(written(response_of(GrantedToken{Secret("t"), "Bearer", std::nullopt, Scope{}})),
              RefusesWith(Errc::scope_invalid));
  EXPECT_THAT(write_authorization_response(kRedirectUri, code_response(), ResponseMode::form_post),
              RefusesWith(Errc::parameter_invalid));
}

message::Request posted(const std::string& body) {
  return {"POST", kRedirectUri, {{"Content-Type", "application/x-www-form-urlencoded"}}, body};
}

// OAuth 2.0 Form Post Response Mode section 2.
TEST(ParseAuthorizationResponse, ReadsAPostedForm) {
  SentRequest sent;
  sent.response_mode = ResponseMode::form_post;
  sent.redirect_uri = kRedirectUri;
  sent.state = "DcP7csa3hMlvybERqcieLHrRzKBra";
  const auto request = posted("state=DcP7csa3hMlvybERqcieLHrRzKBra&code=abc");
  const auto read = parse_authorization_response(request, sent);
  ASSERT_TRUE(read);
  EXPECT_EQ(std::get<GrantedCode>(read->outcome).code.reveal(), "abc");
  auto got = request;
  got.method = "GET";
  EXPECT_THAT(parse_authorization_response(got, sent), RefusesWith(Errc::method_invalid));
  auto text = request;
  text.headers.front().value = "text/plain";
  EXPECT_THAT(parse_authorization_response(text, sent), RefusesWith(Errc::content_type_unexpected));
  // What the query holds is not the response.
  auto query = posted("");
  query.url += "?state=DcP7csa3hMlvybERqcieLHrRzKBra&code=abc";
  EXPECT_THAT(parse_authorization_response(query, sent), RefusesWith(Errc::state_mismatch));
}

// RFC6749-4.1.2-9, RFC9207-2.4-10: before anything else of the response is believed.
TEST(ParseAuthorizationResponse, BelievesNoErrorOfAnotherRequest) {
  SentRequest sent;
  sent.state = "mine";
  sent.issuer = "https://as.example";
  sent.iss_supported = true;
  const auto read = [&sent](const std::string& query) {
    return parse_authorization_response({"GET", std::string(kRedirectUri) + "?" + query, {}, {}},
                                        sent);
  };
  EXPECT_THAT(read("error=access_denied&state=other"), RefusesWith(Errc::state_mismatch));
  EXPECT_THAT(read("error=access_denied&state=mine"), RefusesWith(Errc::issuer_mismatch));
  EXPECT_THAT(read("error=a&code=b&state=mine&iss=https://as.example"),
              RefusesWith(Errc::parameter_invalid));
  EXPECT_TRUE(read("error=access_denied&state=mine&iss=https://as.example"));
}

}  // namespace
}  // namespace oauth::oauth2
