// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/interaction/interaction.h"

#include <gmock/gmock.h>

#include "mock_provider/testing/browser_fixture.h"

namespace oauthspec::provider {
namespace {

using oauth::message::Parameters;
using testing::between;
using ::testing::HasSubstr;
using testing::header;
using testing::hidden_fields;
using ::testing::Not;
using testing::sent_back;
using ::testing::StartsWith;
using testing::value;

constexpr const char* kRequest =
    "/authorize?response_type=code&client_id=client&state=xyz&scope=read+write"
    "&redirect_uri=https%3A%2F%2Fclient.example%2Fcallback";

class Interaction : public testing::BrowserTest {
 protected:
  using BrowserTest::BrowserTest;

  const Verdict& verdict() { return state.log.at(state.log.count()).verdict; }
  const CodeRecord& issued() { return state.codes.all().back(); }
};

// RFC6749-3.1-1, RFC6749-10.12-5
TEST_F(Interaction, OwnerSignsInConsentsAndIsSentBack) {
  const auto first = visit(kRequest);
  ASSERT_EQ(first.response.status, 200);
  EXPECT_THAT(first.response.body, HasSubstr("<h1>Sign in</h1>"));
  const auto signed_in = sign_in(first);
  EXPECT_EQ(signed_in.response.status, 303);
  const auto page = follow(signed_in);
  EXPECT_THAT(page.response.body, HasSubstr("signed in as <strong>Alice Liddell</strong>"));
  const auto back =
      submit("/consent", page, {{"scope", "read"}, {"scope", "write"}, {"decision", "allow"}});
  EXPECT_EQ(back.response.status, 303);  // RFC9700-4.12-2
  EXPECT_THAT(header(back, "Location"), StartsWith("https://client.example/callback?"));
  EXPECT_EQ(value(sent_back(back), "code"), issued().code.reveal());
  EXPECT_EQ(issued().grant.subject, "alice");
  EXPECT_EQ(state.interactions.size(), 0U);
}

TEST_F(Interaction, WrongPasswordsAndUnknownUsersGetTheSamePage) {
  const auto first = visit(kRequest);
  for (const auto& [user, password] :
       {std::pair("alice", "builder"), std::pair("nobody", "wonderland"), std::pair("alice", "")}) {
    const auto again = sign_in(first, user, password);
    EXPECT_EQ(again.response.status, 200);
    EXPECT_THAT(again.response.body, HasSubstr("The user name or the password is wrong."));
    EXPECT_THAT(again.response.body, HasSubstr(std::string("value=\"") + user + "\""));
    EXPECT_EQ(verdict().reason, "credentials_invalid");
  }
  EXPECT_THAT(consent_page(first).response.body, HasSubstr("Alice Liddell"));
}

// RFC6749-10.12-5
TEST_F(Interaction, FormsFromElsewhereAreNotObeyed) {
  const auto first = visit(kRequest);
  const std::string id = value(hidden_fields(first), "interaction");
  for (const Parameters& forged :
       {Parameters{{"interaction", id}, {"username", "alice"}, {"password", "wonderland"}},
        Parameters{{"interaction", id},
                   {"csrf_token", "x"},
                   {"username", "alice"},
                   {"password", "wonderland"}}}) {
    EXPECT_EQ(submit("/sign-in", forged).response.status, 403);
  }
  const auto page = consent_page(first);
  const auto forged = submit("/consent", Parameters{{"interaction", id}, {"decision", "allow"}});
  EXPECT_EQ(forged.response.status, 403);
  EXPECT_EQ(verdict().requirement, "RFC6749-10.12-5");
  EXPECT_EQ(state.codes.size(), 0U);
  EXPECT_EQ(submit("/consent", page, {{"scope", "read"}, {"decision", "allow"}}).response.status,
            303);
}

TEST_F(Interaction, IsTheBrowsersThatBeganIt) {
  const auto page = consent_page(visit(kRequest));
  const testing::Browser alices = browser;
  Parameters form = hidden_fields(page);
  form.add("decision", "allow");
  form.add("scope", "read");
  // Without a cookie, and with that of another browser, which is signed in as well.
  EXPECT_EQ(post("/consent", form).response.status, 400);
  browser = {};
  ASSERT_THAT(consent_page(visit(kRequest)).response.body, HasSubstr("Alice Liddell"));
  EXPECT_EQ(submit("/consent", form).response.status, 400);
  EXPECT_THAT(visit("/consent?interaction=" + value(form, "interaction")).response.body,
              HasSubstr("another browser"));
  EXPECT_EQ(state.codes.size(), 0U);
  browser = alices;
  EXPECT_EQ(submit("/consent", form).response.status, 303);
}

// RFC6749-3.3-5
TEST_F(Interaction, OwnerGrantsLessButNeverMore) {
  const auto page = consent_page(visit(kRequest));
  const auto nothing = submit("/consent", page, {{"decision", "allow"}});
  EXPECT_THAT(nothing.response.body, HasSubstr("Check at least one thing"));
  submit("/consent", page, {{"scope", "write"}, {"scope", "profile"}, {"decision", "allow"}});
  EXPECT_EQ(issued().grant.scope, (oauth::oauth2::Scope{"write"}));
}

// RFC6749-4.1.2.1-7, RFC6749-4.1.2.1-16, RFC9207-2-2
TEST_F(Interaction, DenialIsToldTheClient) {
  const auto page = consent_page(visit(kRequest));
  const auto back = submit("/consent", page, {{"scope", "read"}, {"decision", "deny"}});
  const Parameters told = sent_back(back);
  EXPECT_EQ(value(told, "error"), "access_denied");
  EXPECT_EQ(value(told, "state"), "xyz");
  EXPECT_EQ(value(told, "iss"), kOrigin);
  EXPECT_FALSE(told.find("code"));
  EXPECT_EQ(state.codes.size(), 0U);
}

TEST_F(Interaction, IsDecidedOnce) {
  const auto page = consent_page(visit(kRequest));
  const Parameters allow{{"scope", "read"}, {"decision", "allow"}};
  EXPECT_EQ(submit("/consent", page, allow).response.status, 303);
  EXPECT_EQ(submit("/consent", page, allow).response.status, 400);
  EXPECT_EQ(state.codes.size(), 1U);
}

TEST_F(Interaction, ExpiresAfterItsTime) {
  const auto page = consent_page(visit(kRequest));
  clock.at += std::chrono::seconds(state.settings.lifetimes.interaction + 1);
  const auto late = submit("/consent", page, {{"scope", "read"}, {"decision", "allow"}});
  EXPECT_EQ(late.response.status, 400);
  EXPECT_EQ(state.codes.size(), 0U);
}

TEST_F(Interaction, SessionIsUsedAgainButConsentIsNot) {
  consent_page(visit(kRequest));
  EXPECT_THAT(visit(kRequest).response.body, HasSubstr("<h1>Allow Example Client"));
}

TEST_F(Interaction, SessionGetsAnotherCookieBySigningIn) {
  const auto first = visit(kRequest);
  const testing::Browser before = browser;
  sign_in(first);
  EXPECT_NE(before.headers().front().value, browser.headers().front().value);
  browser = before;
  EXPECT_THAT(visit(kRequest).response.body, HasSubstr("<h1>Sign in</h1>"))
      << "who knew the cookie before is not signed in by it";
}

TEST_F(Interaction, SessionEndsAfterItsTime) {
  consent_page(visit(kRequest));
  clock.at += std::chrono::seconds(state.settings.lifetimes.session + 1);
  EXPECT_THAT(visit(kRequest).response.body, HasSubstr("<h1>Sign in</h1>"));
}

TEST_F(Interaction, CookieIsBoundToItsProvider) {
  EXPECT_THAT(
      header(visit(kRequest), "Set-Cookie"),
      ::testing::MatchesRegex("session_8080=[A-Za-z0-9_-]+; Path=/; HttpOnly; SameSite=Lax"));
  const std::string in_case = header(visit(std::string("/case/one") + kRequest), "Set-Cookie");
  EXPECT_THAT(in_case, HasSubstr("; Path=/case/one; HttpOnly"));
  EXPECT_EQ(state.sessions.size(), 1U);

  state.settings.origins = {"https://provider.example"};
  state.cases.clear();
  EXPECT_THAT(header(get(kRequest), "Set-Cookie"),
              ::testing::MatchesRegex(
                  "__Host-session=[A-Za-z0-9_-]+; Path=/; HttpOnly; SameSite=Lax; Secure"));
  EXPECT_THAT(header(get(std::string("/case/one") + kRequest), "Set-Cookie"),
              StartsWith("__Secure-session="));
}

TEST_F(Interaction, OwnerMaySignOutAndUseAnotherAccount) {
  const auto page = consent_page(visit(kRequest));
  const std::string aside = between(page.response.body, "/sign-out\"", "</form>");
  const Parameters form{{"interaction", between(aside, "name=\"interaction\" value=\"", "\"")},
                        {"csrf_token", between(aside, "name=\"csrf_token\" value=\"", "\"")}};
  const auto again = follow(submit("/sign-out", form));
  EXPECT_THAT(again.response.body, HasSubstr("<h1>Sign in</h1>"));
  const auto bobs = follow(sign_in(again, "bob", "builder"));
  EXPECT_THAT(bobs.response.body, HasSubstr("Bob Builder"));
  submit("/consent", bobs, {{"scope", "read"}, {"decision", "allow"}});
  EXPECT_EQ(issued().grant.subject, "bob");
}

TEST_F(Interaction, ConsentIsTheOwnersWhoWasAsked) {
  const auto page = consent_page(visit(kRequest));
  // In another tab, alice signs out, and bob signs in.
  const auto out = visit("/sign-out");
  EXPECT_THAT(out.response.body, HasSubstr("<h1>Sign out?</h1>"));
  EXPECT_THAT(submit("/sign-out", out, {}).response.body, HasSubstr("<h1>Signed out</h1>"));
  sign_in(visit(kRequest), "bob", "builder");
  const auto asked_again = submit("/consent", page, {{"scope", "read"}, {"decision", "allow"}});
  EXPECT_THAT(asked_again.response.body, HasSubstr("signed in as <strong>Bob Builder</strong>"));
  EXPECT_EQ(state.codes.size(), 0U);
}

TEST_F(Interaction, SignOutNeedsThePagesToken) {
  const auto page = consent_page(visit(kRequest));
  EXPECT_EQ(submit("/sign-out", Parameters{}).response.status, 403);
  EXPECT_THAT(visit(kRequest).response.body, HasSubstr("Alice Liddell"));
}

TEST_F(Interaction, PostToTheEndpointIsAnsweredByARedirectionToThePage) {
  // From another site, a browser posts without the cookie.
  consent_page(visit(kRequest));
  const auto reply = post("/authorize", {{"response_type", "code"},
                                         {"client_id", "client"},
                                         {"redirect_uri", "https://client.example/callback"}});
  EXPECT_EQ(reply.response.status, 303);
  EXPECT_EQ(header(reply, "Set-Cookie"), "");
  EXPECT_THAT(follow(reply).response.body, HasSubstr("Alice Liddell"));
}

// RFC9700-4.11.2-3
TEST_F(Interaction, ErrorWaitsUntilTheOwnerHasSignedIn) {
  const std::string wrong = std::string(kRequest) + "&code_challenge_method=S256";
  EXPECT_EQ(value(sent_back(get(wrong)), "error"), "invalid_request")
      << "RFC 6749 has no such rule";
  state.settings.profile = Profile::bcp;
  const auto first = visit(wrong);
  ASSERT_EQ(first.response.status, 200);
  EXPECT_FALSE(verdict().accepted);
  const auto back = follow(sign_in(first));
  EXPECT_EQ(value(sent_back(back), "error"), "invalid_request");
  EXPECT_EQ(value(sent_back(back), "state"), "xyz");
  EXPECT_EQ(verdict().requirement, "RFC7636-4.4.1-1");
  EXPECT_EQ(value(sent_back(visit(wrong)), "error"), "invalid_request") << "who is signed in";
  EXPECT_EQ(state.interactions.size(), 0U);
}

TEST_F(Interaction, ErrorOfAPostWaitsToo) {
  state.settings.profile = Profile::bcp;
  consent_page(visit(kRequest));
  const auto posted = post("/authorize", {{"response_type", "unknown"},
                                          {"client_id", "client"},
                                          {"redirect_uri", "https://client.example/callback"}});
  EXPECT_EQ(posted.response.status, 303);
  EXPECT_EQ(value(sent_back(follow(posted)), "error"), "unsupported_response_type");
}

TEST_F(Interaction, AutomaticUserIsNotAsked) {
  state.settings.automatic_user = "bob";
  const auto back = get(kRequest);
  EXPECT_EQ(back.response.status, 302);
  EXPECT_EQ(value(sent_back(back), "code"), issued().code.reveal());
  EXPECT_EQ(issued().grant.subject, "bob");
  EXPECT_EQ(issued().grant.scope, (oauth::oauth2::Scope{"read", "write"}));
  state.settings.automatic_user = "nobody";
  EXPECT_EQ(get(kRequest).response.status, 500);
}

TEST_F(Interaction, PagesTakeGetAndPostOnly) {
  const auto reply = handle({"PUT", std::string(kOrigin) + "/consent", {}, ""}, state);
  EXPECT_EQ(reply.response.status, 405);
  EXPECT_EQ(header(reply, "Allow"), "GET, HEAD, POST");
  EXPECT_EQ(get("/sign-in").response.status, 400);
  EXPECT_EQ(handle({"POST", std::string(kOrigin) + "/sign-in", {}, "a=%"}, state).response.status,
            400);
}

}  // namespace
}  // namespace oauthspec::provider
