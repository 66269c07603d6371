// SPDX-License-Identifier: Apache-2.0
// The models of what a server reads, against the values that the RFCs print.
#include <string>

#include <gtest/gtest.h>

#include "fuzz/input/http_text.h"
#include "fuzz/oracle/authorization_request.h"
#include "fuzz/oracle/basic_authorization.h"
#include "fuzz/oracle/bearer.h"
#include "fuzz/oracle/pkce.h"
#include "fuzz/oracle/redirect_uri.h"
#include "fuzz/oracle/request_model.h"
#include "fuzz/oracle/scope.h"
#include "fuzz/oracle/token_request.h"
#include "fuzz/oracle/www_authenticate.h"

namespace oauthspec::fuzz {
namespace {

// RFC 6749 appendix B
TEST(RequestModels, WriteAndReadFormsAsAppendixBPrintsThem) {
  const std::string octets = " %&+\xc2\xa3\xe2\x82\xac";
  EXPECT_EQ(model_form_text(octets), "+%25%26%2B%C2%A3%E2%82%AC");
  EXPECT_EQ(model_form_octets("+%25%26%2B%C2%A3%E2%82%AC"), octets);
  EXPECT_EQ(model_form_octets("%2"), std::nullopt);
}

// RFC 4648 section 10; RFC 7636 appendix A
TEST(RequestModels, WriteAndReadBase64AsItsRfcsPrintIt) {
  for (const auto& [octets, text] : {std::pair("", ""),
                                     {"f", "Zg=="},
                                     {"fo", "Zm8="},
                                     {"foo", "Zm9v"},
                                     {"foob", "Zm9vYg=="},
                                     {"fooba", "Zm9vYmE="},
                                     {"foobar", "Zm9vYmFy"}}) {
    EXPECT_EQ(model_base64(octets), text);
    EXPECT_EQ(model_base64_octets(text), octets);
  }
  for (const char* const wrong : {"Zg", "Zh==", "Zm9v\n", "====", "-_8="}) {
    EXPECT_EQ(model_base64_octets(wrong), std::nullopt) << wrong;
  }
  EXPECT_EQ(model_base64url("\x03\xec\xff\xe0\xc1"), "A-z_4ME");
}

// RFC 7235 section 4.1
TEST(RequestModels, ReadTheChallengesThatRfc7235Prints) {
  const auto read = model_challenges(
      R"(Newauth realm="apps", type=1, title="Login to \"apps\"", Basic realm="simple")");
  ASSERT_TRUE(read);
  const std::vector<AuthChallenge> expected = {
      {"newauth", std::nullopt, {{"realm", "apps"}, {"type", "1"}, {"title", "Login to \"apps\""}}},
      {"basic", std::nullopt, {{"realm", "simple"}}}};
  EXPECT_EQ(read->challenges, expected);
  EXPECT_FALSE(read->repeats_a_name);
}

// RFC 6750 section 2
TEST(RequestModels, FindTheTokensThatRfc6750Prints) {
  const std::vector<BearerPlace> all = {BearerPlace::header, BearerPlace::body, BearerPlace::query};
  const auto found = [&all](std::string_view text) {
    return model_bearer(read_request(text), all);
  };
  const auto token_in = [](BearerPlace place) {
    return BearerFound{BearerFound::Kind::token, "mF_9.B5f-4.1JqM", place};
  };
  EXPECT_EQ(
      found("GET https://server.example.com/resource\nAuthorization: Bearer mF_9.B5f-4.1JqM\n\n"),
      token_in(BearerPlace::header));
  EXPECT_EQ(
      found("POST https://server.example.com/resource\n"
            "Content-Type: application/x-www-form-urlencoded\n\naccess_token=mF_9.B5f-4.1JqM"),
      token_in(BearerPlace::body));
  EXPECT_EQ(found("GET https://server.example.com/resource?access_token=mF_9.B5f-4.1JqM\n\n"),
            token_in(BearerPlace::query));
  EXPECT_EQ(found("GET https://server.example.com/resource?access_token=mF_9.B5f-4.1JqM\n"
                  "Authorization: Bearer mF_9.B5f-4.1JqM\n\n")
                .kind,
            BearerFound::Kind::malformed);
  EXPECT_EQ(found("GET https://server.example.com/resource\n\n").kind, BearerFound::Kind::none);
}

// RFC 6749 section 2.3.1; RFC 7617 section 2
TEST(RequestModels, WriteAndReadTheBasicCredentialsThatTheRfcsPrint) {
  const std::string field = "Basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3";
  EXPECT_EQ(model_write_basic("s6BhdRkqt3", "7Fjfp0ZBr1KtDRbnfVdmIw"), field);
  EXPECT_EQ(model_basic(field),
            std::pair(std::string("s6BhdRkqt3"), std::string("7Fjfp0ZBr1KtDRbnfVdmIw")));
  EXPECT_EQ(model_basic("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
            std::pair(std::string("Aladdin"), std::string("open sesame")));
  EXPECT_EQ(model_basic("Basic dGVzdDoxMjPCow=="),
            std::pair(std::string("test"), std::string("123\xc2\xa3")));
}

// RFC 8252 section 7
TEST(RequestModels, TakeTheRedirectionUrisThatRfc8252Prints) {
  for (const std::string origin : {"http://127.0.0.1", "http://[::1]"}) {
    const std::string path = "/oauth2redirect/example-provider";
    const std::string requested = origin + (origin.ends_with(']') ? ":61023" : ":51004") + path;
    EXPECT_EQ(model_redirect({origin + path}, requested, true), requested);
    EXPECT_EQ(model_redirect({origin + path}, requested, false), std::nullopt);
    EXPECT_EQ(model_redirect({origin + "/"}, requested, true), std::nullopt);
  }
  const std::string app = "com.example.app:/oauth2redirect/example-provider";
  EXPECT_EQ(model_redirect({app}, app, true), app);
}

TEST(RequestModels, TakeNoDisguise) {
  for (const std::string uri : {"https://client.example.com/cb", "http://127.0.0.1/cb"}) {
    for (std::size_t way = 0; way < count_of_disguises(); ++way) {
      EXPECT_NE(disguised(uri, way), uri) << way;
      EXPECT_EQ(model_redirect({uri}, disguised(uri, way), false), std::nullopt) << way;
    }
  }
}

// RFC 6750 section 3
TEST(RequestModels, ReadTheScopesThatRfc6750Prints) {
  using Texts = std::vector<std::string>;
  EXPECT_EQ(model_scope("openid profile email"), (Texts{"openid", "profile", "email"}));
  EXPECT_EQ(model_scope("urn:example:channel=HBO&urn:example:rating=G,PG-13"),
            (Texts{"urn:example:channel=HBO&urn:example:rating=G,PG-13"}));
  EXPECT_EQ(model_scope("openid  email"), std::nullopt);
  EXPECT_EQ(model_compare_scope({"a", "b"}, Texts{"c", "a"}), (ScopeVerdict{{"b"}, {"c"}, false}));
}

// RFC 7636 appendix B
TEST(RequestModels, ProveTheVerifierThatRfc7636Prints) {
  const std::string verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  const std::string challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  EXPECT_EQ(model_code_challenge(verifier, "S256"), challenge);
  EXPECT_EQ(model_proof({challenge, "S256", verifier, {"S256"}, true}), ProofVerdict::good);
  EXPECT_EQ(model_proof({challenge, std::nullopt, verifier, {"plain", "S256"}, true}),
            ProofVerdict::invalid_grant);
  EXPECT_EQ(model_proof({std::nullopt, std::nullopt, verifier, {"S256"}, false}),
            ProofVerdict::invalid_grant);
}

// RFC 6749 section 4.1.1; RFC 8707 section 2.1
TEST(RequestModels, ReadTheAuthorizationRequestsThatTheRfcsPrint) {
  const auto pairs = model_read_form(
      "response_type=code&client_id=s6BhdRkqt3&state=xyz"
      "&redirect_uri=https%3A%2F%2Fclient%2Eexample%2Ecom%2Fcb");
  ASSERT_TRUE(pairs);
  const ModelAuthorization read = model_authorization(*pairs);
  EXPECT_TRUE(read.errors.empty());
  EXPECT_EQ(read.fields.redirect_uri, "https://client.example.com/cb");
  EXPECT_EQ(read.fields.state, "xyz");
  const auto resources = model_read_form(
      "response_type=code&client_id=s6BhdRkqt3&state=tNwzQ87pC6llebpmac_IDeeq-mCR2wLDYljHUZUAWuI"
      "&redirect_uri=https%3A%2F%2Fclient.example.org%2Fcb&scope=calendar%20contacts"
      "&resource=https%3A%2F%2Fcal.example.com%2F&resource=https%3A%2F%2Fcontacts.example.com%2F");
  ASSERT_TRUE(resources);
  EXPECT_TRUE(model_authorization(*resources).errors.empty());
  EXPECT_EQ(
      model_authorization(*resources).fields.resource,
      (std::vector<std::string>{"https://cal.example.com/", "https://contacts.example.com/"}));
}

// RFC 6749 sections 4.1.3 and 2.3.1
TEST(RequestModels, ReadTheTokenRequestsThatRfc6749Prints) {
  const std::string begin =
      "POST https://server.example.com/token\nContent-Type: application/x-www-form-urlencoded\n";
  const ModelTokenRequest code = model_token_request(
      read_request(begin + "Authorization: Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW\n\n"
                           "grant_type=authorization_code&code=SplxlOBeZQQYbYS6WxSbIA"
                           "&redirect_uri=https%3A%2F%2Fclient%2Eexample%2Ecom%2Fcb"));
  EXPECT_TRUE(code.errors.empty());
  const TokenFields expected{
      {"s6BhdRkqt3", "client_secret_basic", "gX1fBat3bV"},
      "authorization_code",
      {{"code", "SplxlOBeZQQYbYS6WxSbIA"}, {"redirect_uri", "https://client.example.com/cb"}},
      std::nullopt};
  EXPECT_EQ(code.fields, expected);
  const ModelTokenRequest refresh = model_token_request(
      read_request(begin + "\ngrant_type=refresh_token&refresh_token=tGzv3JOkF0XG5Qx2TlKWIA"
                           "&client_id=s6BhdRkqt3&client_secret=7Fjfp0ZBr1KtDRbnfVdmIw"));
  EXPECT_TRUE(refresh.errors.empty());
  EXPECT_EQ(refresh.fields.client,
            (ShownClient{"s6BhdRkqt3", "client_secret_post", "7Fjfp0ZBr1KtDRbnfVdmIw"}));
  EXPECT_EQ(model_token_request(read_request(begin + "\ngrant_type=x")).errors,
            std::set<std::string>{"unsupported_grant_type"});
}

}  // namespace
}  // namespace oauthspec::fuzz
