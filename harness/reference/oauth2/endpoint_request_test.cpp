// SPDX-License-Identifier: Apache-2.0
#include "harness/reference/oauth2/endpoint_request.h"

#include <string>

#include <gtest/gtest.h>

#include "harness/testing/matchers.h"

namespace oauth::oauth2 {
namespace {

using message::find_header;
using nlohmann::json;
using oauthspec::testing::RefusesWith;

constexpr const char* kForm = "application/x-www-form-urlencoded";

Client client() {
  return {"s6BhdRkqt3", SecretBasic{Secret("gX1fBat3bV")}};
}

Client public_client() {
  return {"1406020730", NoAuthentication{}};
}

// RFC 8628 section 3.1, RFC 7009 section 2.1, RFC 7662 section 2.1: their examples.
TEST(EndpointRequests, WriteTheRfcsExamples) {
  FormOptions options;
  options.scope = Scope{"example_scope"};
  const auto device = write_device_authorization_request(
      "https://server.example.com/device_authorization", public_client(), options);
  ASSERT_TRUE(device);
  EXPECT_EQ(device->method, "POST");
  EXPECT_EQ(find_header(device->headers, "Content-Type"), kForm);
  // The order of the parameters is the client's own.
  EXPECT_EQ(device->body, "scope=example_scope&client_id=1406020730");

  const auto revoke =
      write_revocation_request("https://server.example.com/revoke", client(),
                               {Secret("45ghiukldjahdnhzdauz"), "refresh_token"}, {});
  ASSERT_TRUE(revoke);
  EXPECT_EQ(revoke->body, "token=45ghiukldjahdnhzdauz&token_type_hint=refresh_token");
  EXPECT_EQ(find_header(revoke->headers, "Authorization"), "Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW");

  const auto introspect = write_introspection_request(
      "https://server.example.com/introspect", nullptr,
      {Secret("2YotnFZFEjr1zCsicMWpAA"), std::nullopt}, Secret("23410913-abewfq.123483"), {});
  ASSERT_TRUE(introspect);
  EXPECT_EQ(introspect->body, "token=2YotnFZFEjr1zCsicMWpAA");
  EXPECT_EQ(find_header(introspect->headers, "Authorization"), "Bearer 23410913-abewfq.123483");
}

TEST(EndpointRequests, RefuseWhatTheRfcsForbid) {
  // RFC8628-3.1-5, RFC7009-2-4
  EXPECT_THAT(write_device_authorization_request("http://as.example/", public_client(), {}),
              RefusesWith(Errc::uri_scheme_unsupported));
  EXPECT_THAT(
      write_revocation_request("http://as.example/", client(), {Secret("x"), std::nullopt}, {}),
      RefusesWith(Errc::uri_scheme_unsupported));
  FormOptions in_a_test;
  in_a_test.allow_plain_http = true;
  EXPECT_TRUE(write_device_authorization_request("http://127.0.0.1/", public_client(), in_a_test));
  // RFC7009-2.1-2, RFC7662-2.1-2
  EXPECT_THAT(write_revocation_request("https://as.example/", client(), {}, {}),
              RefusesWith(Errc::parameter_missing));
  // RFC6749-2.3-3
  const Client basic = client();
  EXPECT_THAT(write_introspection_request("https://as.example/", &basic,
                                          {Secret("x"), std::nullopt}, Secret("y"), {}),
              RefusesWith(Errc::credentials_invalid));
}

Result<message::Request> pushed(const message::Parameters& parameters, const Client& by,
                                const FormOptions& options = {}) {
  return write_pushed_authorization_request("https://as.example.com/as/par", by, parameters,
                                            options);
}

// RFC 9126 section 2.1.
TEST(PushedAuthorizationRequest, NamesItsClientHoweverThatAuthenticates) {
  const message::Parameters parameters{{"response_type", "code"}};
  for (const ClientAuthentication& by :
       {ClientAuthentication(NoAuthentication{}), ClientAuthentication(TlsCertificate{}),
        ClientAuthentication(SecretBasic{Secret("s")}),
        ClientAuthentication(SecretPost{Secret("s")}),
        ClientAuthentication(Assertion{Secret("a.b.c")})}) {
    const auto request = pushed(parameters, {"CLIENT1234", by});
    ASSERT_TRUE(request);
    message::Parameters sent;
    ASSERT_TRUE(sent.add_form(request->body));
    EXPECT_EQ(sent.count("client_id"), 1U);  // RFC9126-2.1-2
    EXPECT_EQ(sent.find("client_id"), "CLIENT1234");
  }
  EXPECT_THAT(pushed(parameters, {"", Assertion{Secret("a.b.c")}}),
              RefusesWith(Errc::credentials_invalid));
}

TEST(PushedAuthorizationRequest, StandsAloneAsARequestObject) {
  EXPECT_TRUE(pushed({{"request", "a.b.c"}}, client()));
  // RFC9126-3-2
  EXPECT_THAT(pushed({{"request", "a.b.c"}, {"scope", "x"}}, client()),
              RefusesWith(Errc::parameter_invalid));
  FormOptions options;
  options.extra.add("request", "a.b.c");
  EXPECT_TRUE(pushed({}, client(), options));
  EXPECT_THAT(pushed({{"scope", "x"}}, client(), options), RefusesWith(Errc::parameter_invalid));
  // RFC9126-2.1-1
  EXPECT_THAT(pushed({{"request_uri", "urn:x"}}, client()), RefusesWith(Errc::parameter_invalid));
}

// RFC 7591 section 3.1: the second example's token, and a part of its metadata.
TEST(RegistrationRequest, PostsAnObject) {
  const json metadata{{"redirect_uris", {"https://client.example.org/callback"}}};
  const auto request = write_registration_request("https://server.example.com/register", metadata,
                                                  Secret("ey23f2.adfj230.af32-developer321"));
  ASSERT_TRUE(request);
  EXPECT_EQ(find_header(request->headers, "Content-Type"), "application/json");
  EXPECT_EQ(find_header(request->headers, "Authorization"),
            "Bearer ey23f2.adfj230.af32-developer321");
  EXPECT_EQ(json::parse(request->body), metadata);
}

TEST(RegistrationRequest, RefusesWhatIsNoMetadata) {
  const auto refused = [](const json& metadata) {
    return write_registration_request("https://as.example/", metadata, std::nullopt);
  };
  EXPECT_THAT(refused(json::array()), RefusesWith(Errc::member_invalid));
  EXPECT_THAT(refused({{"client_name", "\xFF"}}), RefusesWith(Errc::utf8_invalid));
  EXPECT_THAT(refused({{"jwks", json::object()}, {"jwks_uri", "https://c.example/"}}),
              RefusesWith(Errc::member_invalid));  // RFC7591-2-10
}

message::Request request_with(const char* method, const char* url, const char* body = "",
                              const char* type = kForm) {
  return {method, url, {{"Content-Type", type}}, body};
}

TokenUse token_in(TokenPlacement placement) {
  TokenUse use;
  use.access_token = Secret("mF_9.B5f-4.1JqM");
  use.placement = placement;
  return use;
}

// RFC 6750 sections 2.1 to 2.3: their examples.
TEST(WithAccessToken, WritesTheRfcsExamples) {
  const auto header = with_access_token({"GET", "https://server.example.com/resource", {}, ""},
                                        token_in(TokenPlacement::header));
  ASSERT_TRUE(header);
  EXPECT_EQ(find_header(header->headers, "Authorization"), "Bearer mF_9.B5f-4.1JqM");
  const auto body = with_access_token({"POST", "https://server.example.com/resource", {}, ""},
                                      token_in(TokenPlacement::body));
  ASSERT_TRUE(body);
  EXPECT_EQ(body->body, "access_token=mF_9.B5f-4.1JqM");
  EXPECT_EQ(find_header(body->headers, "Content-Type"), kForm);
  const auto query = with_access_token({"GET", "https://server.example.com/resource?p=q", {}, ""},
                                       token_in(TokenPlacement::query));
  ASSERT_TRUE(query);
  EXPECT_EQ(query->url, "https://server.example.com/resource?p=q&access_token=mF_9.B5f-4.1JqM");
  EXPECT_EQ(find_header(query->headers, "Cache-Control"), "no-store");  // RFC6750-2.3-2
}

TEST(WithAccessToken, SendsATokenOnceAndWhereItMayStand) {
  const auto refused = [](const message::Request& request, TokenPlacement placement) {
    return with_access_token(request, token_in(placement));
  };
  // RFC6750-2-1
  EXPECT_THAT(
      refused(request_with("GET", "https://r.example/?access_token=x"), TokenPlacement::header),
      RefusesWith(Errc::bearer_invalid));
  EXPECT_THAT(
      refused(request_with("POST", "https://r.example/", "access_token=x"), TokenPlacement::query),
      RefusesWith(Errc::bearer_invalid));
  // RFC6750-2.2-1, RFC6750-2.2-4, RFC6750-2.2-5
  EXPECT_THAT(refused(request_with("GET", "https://r.example/"), TokenPlacement::body),
              RefusesWith(Errc::bearer_invalid));
  EXPECT_THAT(refused(request_with("POST", "https://r.example/", "{}", "application/json"),
                      TokenPlacement::body),
              RefusesWith(Errc::bearer_invalid));
  EXPECT_THAT(
      refused(request_with("POST", "https://r.example/", "a=\xC3\xA9"), TokenPlacement::body),
      RefusesWith(Errc::bearer_invalid));
  // RFC9449-7-1
  auto bound = token_in(TokenPlacement::header);
  bound.dpop = true;
  EXPECT_THAT(with_access_token(request_with("GET", "https://r.example/"), bound),
              RefusesWith(Errc::proof_missing));
  bound.dpop_proof = "p";
  const auto sent = with_access_token(request_with("GET", "https://r.example/"), bound);
  EXPECT_EQ(find_header(sent->headers, "Authorization"), "DPoP mF_9.B5f-4.1JqM");
  EXPECT_EQ(find_header(sent->headers, "DPoP"), "p");
  bound.placement = TokenPlacement::query;
  EXPECT_THAT(with_access_token(request_with("GET", "https://r.example/"), bound),
              RefusesWith(Errc::bearer_invalid));
}

}  // namespace
}  // namespace oauth::oauth2
