// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/authorization.h"

#include <gmock/gmock.h>

#include "mock_provider/testing/browser_fixture.h"

namespace oauthspec::provider {
namespace {

using oauth::message::Parameters;
using testing::between;
using ::testing::HasSubstr;
using testing::header;
using ::testing::Not;
using testing::sent_back;
using ::testing::StartsWith;
using testing::value;

constexpr const char* kCallback = "https://client.example/callback";
constexpr const char* kChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// Nobody is asked: what the endpoint decides is seen at once.
class Authorization : public testing::BrowserTest {
 protected:
  Authorization() { state.settings.automatic_user = "alice"; }

  // The parameters of a good request, those given in the place of its own; an empty value leaves one out.
  static Parameters request(const Parameters& changes = {}) {
    Parameters all;
    for (const auto& [name, text] :
         {std::pair("response_type", "code"), std::pair("client_id", "client"),
          std::pair("redirect_uri", kCallback), std::pair("state", "xyz")}) {
      if (!changes.find(name)) {
        all.add(name, text);
      }
    }
    for (const auto parameter : changes) {
      if (!parameter.value.empty()) {
        all.add(parameter);
      }
    }
    return all;
  }
  http::Reply ask(const Parameters& changes = {}) {
    return get("/authorize?" + oauth::message::write_form(request(changes)));
  }
  std::string error_of(const Parameters& changes) {
    return value(sent_back(ask(changes)), "error");
  }
  const Verdict& verdict() { return state.log.at(state.log.count()).verdict; }
  const CodeRecord& issued() { return state.codes.all().back(); }
};

// RFC6749-4.1.2-1, RFC6749-4.1.2-2, RFC6749-4.1.2-9, RFC9207-2-1
TEST_F(Authorization, GivesACodeInTheQuery) {
  const auto back = ask();
  EXPECT_EQ(back.response.status, 302);
  EXPECT_THAT(header(back, "Location"), StartsWith(std::string(kCallback) + "?code="));
  EXPECT_EQ(value(sent_back(back), "state"), "xyz");
  EXPECT_EQ(value(sent_back(back), "iss"), kOrigin);
  EXPECT_EQ(header(back, "Cache-Control"), "no-store");
  EXPECT_EQ(header(back, "Referrer-Policy"), "no-referrer");
  EXPECT_TRUE(verdict().accepted);
}

// RFC6749-4.1.2-3, RFC6749-4.1.2-8, RFC7636-4.4-1, RFC8707-2.1-1, RFC9449-10-2
TEST_F(Authorization, CodeRemembersWhatItWasAskedFor) {
  ask({{"scope", "write read write"},
       {"code_challenge", kChallenge},
       {"code_challenge_method", "S256"},
       {"resource", "https://api.example/"},
       {"resource", "https://api.example/"},
       {"dpop_jkt", kChallenge}});
  ASSERT_EQ(state.codes.size(), 1U);
  EXPECT_EQ(issued().grant.client_id, "client");
  EXPECT_EQ(issued().grant.subject, "alice");
  EXPECT_EQ(issued().grant.scope, (oauth::oauth2::Scope{"write", "read"}));
  EXPECT_EQ(issued().grant.resources, std::vector<std::string>{"https://api.example/"});
  EXPECT_EQ(issued().redirect_uri, kCallback);
  EXPECT_EQ(issued().code_challenge, kChallenge);
  EXPECT_EQ(issued().code_challenge_method, "S256");
  EXPECT_EQ(issued().dpop_jkt, kChallenge);
  EXPECT_EQ(issued().expires, state.now() + 60);
  EXPECT_GE(issued().code.reveal().size(), 43U);  // RFC6749-10.10-3
}

// RFC6749-3.1.2.3-2, RFC6749-3.3-3
TEST_F(Authorization, OneRedirectUriAndADefaultScopeNeedNotBeNamed) {
  state.registry.clients.at("client").redirect_uris = {"https://client.example/only?a=b"};
  const auto back = ask({{"redirect_uri", ""}});
  EXPECT_THAT(header(back, "Location"), StartsWith("https://client.example/only?a=b&code="));
  EXPECT_EQ(issued().redirect_uri, std::nullopt);
  EXPECT_EQ(issued().grant.scope, state.settings.default_scope);
}

// RFC6749-4.1.2.1-2, RFC6749-3.1.2.4-2, RFC9700-4.11.2-1
TEST_F(Authorization, NobodyIsRedirectedWhereClientOrRedirectUriIsWrong) {
  const std::vector<std::pair<Parameters, const char*>> wrong = {
      {{{"client_id", ""}}, "client_unknown"},
      {{{"client_id", "nobody"}}, "client_unknown"},
      {{{"client_id", "client"}, {"client_id", "client"}}, "client_unknown"},
      {{{"redirect_uri", "https://client.example/callback/more"}}, "redirect_uri_mismatch"},
      {{{"redirect_uri", "https://client.example.evil.example/callback"}}, "redirect_uri_mismatch"},
      {{{"redirect_uri", "https://client.example/callback#f"}}, "redirect_uri_invalid"},
      {{{"redirect_uri", "/callback"}}, "redirect_uri_invalid"},
      {{{"redirect_uri", ""}}, "redirect_uri_missing"},
      {{{"redirect_uri", kCallback}, {"redirect_uri", kCallback}}, "parameter_duplicated"}};
  for (const auto& [changes, reason] : wrong) {
    const auto page = ask(changes);
    EXPECT_EQ(page.response.status, 400) << reason;
    EXPECT_EQ(header(page, "Location"), "") << reason;
    EXPECT_THAT(page.response.body, HasSubstr("You are not sent back")) << reason;
    EXPECT_EQ(verdict().reason, reason);
    EXPECT_NE(verdict().requirement, "") << reason;
  }
  EXPECT_EQ(state.codes.size(), 0U);
}

TEST_F(Authorization, PortOfANativeClientsLoopbackAddressMayDiffer) {
  EXPECT_THAT(header(ask({{"redirect_uri", "http://127.0.0.1:5000/callback"}}), "Location"),
              StartsWith("http://127.0.0.1:5000/callback?code="));
}

// RFC6749-4.1.2.1-3 to -9, RFC7636-4.4.1-3, RFC8707-2-7
TEST_F(Authorization, OtherErrorsAreToldTheClient) {
  const std::vector<std::pair<Parameters, const char*>> wrong = {
      {{{"response_type", ""}}, "invalid_request"},
      {{{"response_type", "id_token"}}, "unsupported_response_type"},
      {{{"response_type", "code"}, {"response_type", "code"}}, "invalid_request"},
      {{{"scope", "read admin"}}, "invalid_scope"},
      {{{"scope", "read  write"}}, "invalid_scope"},
      {{{"code_challenge", "short"}}, "invalid_request"},
      {{{"code_challenge", kChallenge}, {"code_challenge_method", "S512"}}, "invalid_request"},
      {{{"code_challenge_method", "S256"}}, "invalid_request"},
      {{{"resource", "/relative"}}, "invalid_target"},
      {{{"resource", "https://api.example/#f"}}, "invalid_target"},
      {{{"dpop_jkt", "short"}}, "invalid_request"},
      {{{"dpop_jkt", kChallenge}, {"dpop_jkt", kChallenge}}, "invalid_request"},
      {{{"response_mode", "cookie"}}, "invalid_request"},
      {{{"request", "a.b.c"}}, "request_not_supported"},
      {{{"request_uri", "https://client.example/request.jwt"}}, "request_uri_not_supported"}};
  for (const auto& [changes, error] : wrong) {
    const Parameters told = sent_back(ask(changes));
    EXPECT_EQ(value(told, "error"), error);
    EXPECT_EQ(value(told, "state"), "xyz") << error;
    EXPECT_EQ(value(told, "iss"), kOrigin) << error;
    EXPECT_TRUE(told.find("error_description")) << error;
    EXPECT_EQ(verdict().error, error);
  }
  EXPECT_EQ(state.codes.size(), 0U);
}

// RFC6749-4.1.2.1-6
TEST_F(Authorization, ClientUsesTheResponseTypesThatItRegistered) {
  state.registry.clients.at("client").response_types = {"token"};
  EXPECT_EQ(error_of({}), "unauthorized_client");
  state.registry.clients.at("client").response_types = {"code"};
  EXPECT_EQ(value(sent_back(ask({{"response_type", "token"}}), '#'), "error"),
            "unauthorized_client");
}

// RFC6749-3.1-7, RFC6749-3.1-8
TEST_F(Authorization, EmptyAndUnknownParametersCountAsAbsent) {
  const auto back =
      get("/authorize?response_type=code&client_id=client&state=&unknown=1&unknown=2"
          "&scope=&redirect_uri=https%3A%2F%2Fclient.example%2Fcallback");
  EXPECT_TRUE(sent_back(back).find("code"));
  EXPECT_FALSE(sent_back(back).find("state"));
}

// RFC6749-4.1.2-9
TEST_F(Authorization, StateComesBackAsItWas) {
  const std::string state_text = "a b+c%20&=\"<>'/?#~";
  EXPECT_EQ(value(sent_back(ask({{"state", state_text}})), "state"), state_text);
  EXPECT_EQ(value(sent_back(ask({{"state", state_text}, {"scope", "none"}})), "state"), state_text);
}

// RFC6749-4.2.2-1 to -3, RFC6749-4.2.2-8, RFC6749-4.2.2.1-3
TEST_F(Authorization, TokenComesInTheFragment) {
  const auto back = ask({{"response_type", "token"}, {"scope", "write"}});
  EXPECT_THAT(header(back, "Location"), StartsWith(std::string(kCallback) + "#access_token="));
  const Parameters told = sent_back(back, '#');
  EXPECT_EQ(value(told, "token_type"), "Bearer");
  EXPECT_EQ(value(told, "expires_in"), "3600");
  EXPECT_EQ(value(told, "scope"), "write");
  EXPECT_EQ(value(told, "state"), "xyz");
  EXPECT_FALSE(told.find("refresh_token"));
  const auto* const record = state.access_tokens.find(value(told, "access_token"));
  ASSERT_NE(record, nullptr);
  EXPECT_EQ(record->grant.subject, "alice");
  EXPECT_EQ(value(sent_back(ask({{"response_type", "token"}, {"scope", "none"}}), '#'), "error"),
            "invalid_scope");
  const auto in_query = ask({{"response_type", "token"}, {"response_mode", "query"}});
  EXPECT_EQ(value(sent_back(in_query, '#'), "error"), "invalid_request");
}

TEST_F(Authorization, ModeMovesTheAnswer) {
  EXPECT_TRUE(sent_back(ask({{"response_mode", "fragment"}}), '#').find("code"));
  EXPECT_TRUE(sent_back(ask({{"response_mode", "query"}})).find("code"));
  // EXT-form-post-1, EXT-form-post-3
  const auto page = ask({{"response_mode", "form_post"}});
  EXPECT_EQ(page.response.status, 200);
  EXPECT_EQ(between(page.response.body, "method=\"post\" action=\"", "\""), kCallback);
  EXPECT_EQ(between(page.response.body, "name=\"code\" value=\"", "\""), issued().code.reveal());
  EXPECT_EQ(between(page.response.body, "name=\"state\" value=\"", "\""), "xyz");
  EXPECT_EQ(between(page.response.body, "name=\"iss\" value=\"", "\""), kOrigin);
  const auto failed = ask({{"response_mode", "form_post"}, {"scope", "none"}});
  EXPECT_EQ(between(failed.response.body, "name=\"error\" value=\"", "\""), "invalid_scope");
}

// RFC6749-3.1-6, RFC9700-4.12-2
TEST_F(Authorization, PostIsAsGoodAsGet) {
  const auto back = post("/authorize", request());
  EXPECT_EQ(back.response.status, 303);
  EXPECT_TRUE(sent_back(back).find("code"));
}

TEST_F(Authorization, IssuerOfACaseIsItsOwn) {
  state.settings.automatic_user = "alice";
  const auto back = get("/case/one/authorize?" + oauth::message::write_form(request()));
  EXPECT_EQ(value(sent_back(back), "iss"), std::string(kOrigin) + "/case/one");
  EXPECT_EQ(state.codes.size(), 0U);
}

// RFC7636-4.4.1-1, RFC9700-2.1.1-2, RFC9700-2.1.1-6, RFC9700-2.1.2-1
TEST_F(Authorization, ProfilesDifferInWhatTheyDemand) {
  const Parameters plain{{"code_challenge", kChallenge}};
  const Parameters s256{{"code_challenge", kChallenge}, {"code_challenge_method", "S256"}};
  const Parameters open{{"client_id", "public"}};
  const Parameters implicit{{"response_type", "token"}};
  const auto errors = [&](Profile profile) {
    state.settings.profile = profile;
    return std::vector<std::string>{error_of({}), error_of(open), error_of(plain), error_of(s256),
                                    value(sent_back(ask(implicit), '#'), "error")};
  };
  using Errors = std::vector<std::string>;
  EXPECT_EQ(errors(Profile::rfc6749), (Errors{"", "", "", "", ""}));
  EXPECT_EQ(errors(Profile::bcp),
            (Errors{"", "invalid_request", "invalid_request", "", "unsupported_response_type"}));
  EXPECT_EQ(errors(Profile::oauth21), (Errors{"invalid_request", "invalid_request",
                                              "invalid_request", "", "unsupported_response_type"}));
}

// RFC9700-2.6-6
TEST_F(Authorization, BestPracticeRedirectsToNoUnencryptedClient) {
  state.registry.clients.at("client").redirect_uris = {"http://client.example/callback"};
  const Parameters changes{{"redirect_uri", "http://client.example/callback"}};
  EXPECT_EQ(ask(changes).response.status, 302);
  state.settings.profile = Profile::bcp;
  EXPECT_EQ(ask(changes).response.status, 400);
  EXPECT_EQ(verdict().requirement, "RFC9700-2.6-6");
}

TEST_F(Authorization, ResponseThatCannotBeWrittenIsNoRedirection) {
  state.registry.clients.at("client").redirect_uris = {"https://client.example/cb?code=1"};
  EXPECT_EQ(ask({{"redirect_uri", "https://client.example/cb?code=1"}}).response.status, 500);
}

TEST_F(Authorization, UnreadableRequestsGetAPage) {
  EXPECT_EQ(get("/authorize?client_id=%zz").response.status, 400);
  EXPECT_EQ(verdict().reason, "percent_bad_digit");
  EXPECT_EQ(handle({"DELETE", std::string(kOrigin) + "/authorize", {}, ""}, state).response.status,
            405);
}

}  // namespace
}  // namespace oauthspec::provider
