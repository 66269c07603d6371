// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/pages/pages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/reference/codec/base64.h"
#include "harness/reference/crypto/backend.h"

namespace oauthspec::provider::pages {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kHostile = "\"'><script>alert(1)</script>{{title}}";

std::string header(const oauth::message::Response& response, std::string_view name) {
  return std::string(oauth::message::find_header(response.headers, name).value_or(""));
}

// The source by which a policy allows what stands between two tags of a page.
std::string hash_source(const std::string& body, const std::string& open,
                        const std::string& close) {
  const auto begin = body.find(open) + open.size();
  const std::string text = body.substr(begin, body.find(close, begin) - begin);
  const auto digest = oauth::crypto::openssl().digest(oauth::crypto::Hash::sha256, text);
  return "'sha256-" +
         oauth::codec::base64_encode(digest->octets(), oauth::codec::Base64::standard) + "'";
}

ConsentPage consent_page() {
  return {.form = {.action = "/consent", .interaction = "i", .csrf_token = "c"},
          .client = "Client",
          .user = "Alice",
          .scope = {{.token = "read"}, {.token = "other", .checked = false}},
          .redirect_uri = "https://client.example/callback",
          .user_code = {},
          .sign_out = "/sign-out",
          .session_csrf_token = "s",
          .message = {}};
}

std::vector<oauth::message::Response> hostile_pages() {
  const std::string text(kHostile);
  return {sign_in({.form = {.action = text, .interaction = text, .csrf_token = text},
                   .client = text,
                   .username = text,
                   .message = text}),
          consent({.form = {.action = text, .interaction = text, .csrf_token = text},
                   .client = text,
                   .user = text,
                   .scope = {{.token = text}},
                   .redirect_uri = text,
                   .user_code = text,
                   .sign_out = text,
                   .session_csrf_token = text,
                   .message = text}),
          device({.action = text, .csrf_token = text, .user_code = text, .message = text}),
          form_post(text, {{text, text}}),
          verification_code(text, text),
          error(text, {{text, text}}),
          sign_out(text, text, text)};
}

// RFC6749-10.14-1
TEST(Pages, EscapeWhatIsPutIntoThem) {
  for (const auto& page : hostile_pages()) {
    EXPECT_THAT(page.body, Not(HasSubstr("<script>alert")));
    EXPECT_THAT(page.body, Not(HasSubstr("\"'>")));
    EXPECT_THAT(page.body, HasSubstr("&quot;&apos;&gt;&lt;script&gt;"));
    EXPECT_THAT(page.body, HasSubstr("{{title}}")) << "what is put in is no template";
  }
}

// RFC6749-10.13-2, RFC9700-4.16-2, RFC9700-4.2.4-2
TEST(Pages, AreNotFramedStoredOrReferredTo) {
  for (const auto& page : hostile_pages()) {
    EXPECT_EQ(header(page, "X-Frame-Options"), "DENY");
    EXPECT_EQ(header(page, "Referrer-Policy"), "no-referrer");
    EXPECT_EQ(header(page, "X-Content-Type-Options"), "nosniff");
    EXPECT_EQ(header(page, "Cache-Control"), "no-store");
    const std::string policy = header(page, "Content-Security-Policy");
    EXPECT_THAT(policy, HasSubstr("default-src 'none'"));
    EXPECT_THAT(policy, HasSubstr("frame-ancestors 'none'"));
    EXPECT_THAT(policy, HasSubstr(hash_source(page.body, "<style>", "</style>")));
  }
}

TEST(Pages, LetAFormGoToTheClientOnlyWhereTheBrowserIsSentOn) {
  const auto form_action = [](const oauth::message::Response& page) {
    const std::string policy = header(page, "Content-Security-Policy");
    const auto begin = policy.find("form-action");
    return policy.substr(begin, policy.find(';', begin) - begin);
  };
  ConsentPage page = consent_page();
  EXPECT_EQ(form_action(consent(page)), "form-action 'self' https: http:");
  page.redirect_uri = "com.example.app:/callback";
  EXPECT_EQ(form_action(consent(page)), "form-action 'self' https: http: com.example.app:");
  EXPECT_EQ(form_action(sign_in({})), "form-action 'self'");
  EXPECT_EQ(form_action(device({})), "form-action 'self'");
}

TEST(Pages, ConsentNamesClientOwnerScopeAndDestination) {
  const auto page = consent(consent_page());
  EXPECT_THAT(page.body, HasSubstr("<h1>Allow Client to use your account?</h1>"));
  EXPECT_THAT(page.body, HasSubstr("signed in as <strong>Alice</strong>"));
  EXPECT_THAT(page.body, HasSubstr("name=\"scope\" value=\"read\" checked>"));
  EXPECT_THAT(page.body, HasSubstr("name=\"scope\" value=\"other\">"));
  EXPECT_THAT(page.body, HasSubstr("Read your data <code>read</code>"));
  EXPECT_THAT(page.body, HasSubstr("<strong class=\"place\">https://client.example</strong>"));
  EXPECT_THAT(page.body, Not(HasSubstr("not encrypted")));
  EXPECT_THAT(page.body, Not(HasSubstr("A device of yours")));
}

// RFC6749-3.1.2.1-2
TEST(Pages, ConsentWarnsOfAnUnencryptedRedirection) {
  ConsentPage page = consent_page();
  page.redirect_uri = "http://client.example/callback";
  EXPECT_THAT(consent(page).body, HasSubstr("not encrypted"));
  page.redirect_uri = "http://127.0.0.1:5000/callback";
  EXPECT_THAT(consent(page).body, Not(HasSubstr("not encrypted")));
}

// RFC8628-3.3.1-3
TEST(Pages, ConsentForADeviceShowsItsCode) {
  ConsentPage page = consent_page();
  page.user_code = "WDJB-MJHT";
  EXPECT_THAT(consent(page).body, HasSubstr("<p class=\"code\">WDJB-MJHT</p>"));
}

// EXT-form-post-1, EXT-form-post-3, EXT-form-post-4, EXT-form-post-5
TEST(Pages, FormPostSendsEveryParameterAndRunsOnlyItsOwnScript) {
  const auto page = form_post("https://client.example/cb", {{"code", "a b"}, {"state", ""}});
  EXPECT_THAT(page.body, HasSubstr("<form method=\"post\" action=\"https://client.example/cb\">"));
  EXPECT_THAT(page.body, HasSubstr("<input type=\"hidden\" name=\"code\" value=\"a b\">"));
  EXPECT_THAT(page.body, HasSubstr("<input type=\"hidden\" name=\"state\" value=\"\">"));
  EXPECT_THAT(header(page, "Content-Security-Policy"),
              HasSubstr("script-src " + hash_source(page.body, "<script>", "</script>")));
}

TEST(Pages, SayInTheTitleThatSomethingWentWrong) {
  EXPECT_THAT(sign_in({}).body, HasSubstr("<title>Sign in - "));
  SignInPage again;
  again.message = "Wrong.";
  EXPECT_THAT(sign_in(again).body, HasSubstr("<title>Error: Sign in - "));
}

TEST(Pages, ErrorsAreClientErrorsForPeopleAndDevelopers) {
  const auto page = error("No.", {{"error", "invalid_request"}});
  EXPECT_EQ(page.status, 400);
  EXPECT_THAT(page.body, HasSubstr("<dt>error</dt>\n<dd>invalid_request</dd>"));
}

}  // namespace
}  // namespace oauthspec::provider::pages
