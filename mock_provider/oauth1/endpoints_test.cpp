// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth1/endpoints.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "harness/reference/oauth1/sign.h"
#include "mock_provider/testing/oauth1_fixture.h"

namespace oauthspec::provider {
namespace {

namespace oauth1 = oauth::oauth1;
using oauth::message::find_header;
using ::testing::HasSubstr;
using ::testing::Not;
using OAuth1Flow = testing::OAuth1Test;

// RFC5849-2.1-8, RFC5849-2.1-9, RFC5849-2.1-10, RFC5849-2.1-11, RFC5849-2.2-9, RFC5849-2.2-10, RFC5849-2.2-11, RFC5849-2.3-9,
// RFC5849-2.3-10, RFC5849-2.3-11, RFC5849-2.3-13
TEST_F(OAuth1Flow, GoesFromTemporaryCredentialsToAResource) {
  for (const oauth1::SignatureMethod method :
       {oauth1::SignatureMethod::hmac_sha1, oauth1::SignatureMethod::rsa_sha1,
        oauth1::SignatureMethod::hmac_sha256, oauth1::SignatureMethod::rsa_sha256,
        oauth1::SignatureMethod::hmac_sha512}) {
    for (const oauth1::Location location : {oauth1::Location::authorization_header,
                                            oauth1::Location::form_body, oauth1::Location::query}) {
      auto party = client({.method = method, .location = location});
      const auto temporary = credentials(
          oauth1::CredentialsKind::temporary,
          handle(*party.temporary_credentials_request(url("/oauth1/initiate"), kCallback), state));
      const std::string verifier = verifier_of(decide(temporary), temporary);
      const auto token = credentials(
          oauth1::CredentialsKind::token,
          handle(*party.token_credentials_request(url("/oauth1/token"), temporary, verifier),
                 state));
      const oauth::message::Request form{"POST",
                                         url("/oauth1/resource?size=original"),
                                         {{"Content-Type", "application/x-www-form-urlencoded"}},
                                         "file=a+b"};
      const auto reply = handle(*party.authenticate(form, token), state);
      ASSERT_EQ(reply.response.status, 200) << name(method) << reply.response.body;
      const nlohmann::json expected = {
          {"client", "client"},
          {"user", "alice"},
          {"http_method", "POST"},
          {"signature_method", name(method)},
          {"parameters", nlohmann::json::array({nlohmann::json::array({"size", "original"}),
                                                nlohmann::json::array({"file", "a b"})})}};
      EXPECT_EQ(nlohmann::json::parse(reply.response.body), expected);
      EXPECT_EQ(find_header(reply.response.headers, "Cache-Control"), "no-store");
    }
  }
}

// RFC5849-2.2-5, RFC5849-2.2-6: by the owner's browser.
TEST_F(OAuth1Flow, AsksTheOwnerOnPages) {
  const auto temporary = initiate();
  const auto signing_in = visit("/oauth1/authorize?oauth_token=" + temporary.key);
  EXPECT_THAT(signing_in.response.body, HasSubstr("Example Client"));
  const auto consenting = consent_page(signing_in);
  EXPECT_THAT(consenting.response.body, HasSubstr("Example Client"));
  const auto reply = submit("/consent", consenting, {{"decision", "allow"}});
  const auto token = credentials(oauth1::CredentialsKind::token,
                                 exchange(temporary, verifier_of(reply, temporary)));
  EXPECT_EQ(state.token_credentials.find(token.key)->subject, "alice");
}

// RFC5849-2.2-12
TEST_F(OAuth1Flow, KeepsTheCallbacksQuery) {
  const auto temporary = initiate();
  const auto reply = decide(temporary);
  EXPECT_EQ(reply.response.status, 303);
  EXPECT_THAT(std::string(*find_header(reply.response.headers, "Location")),
              ::testing::StartsWith(std::string(kCallback) + "&oauth_token=" + temporary.key +
                                    "&oauth_verifier="));
}

// RFC5849-2.2-13, RFC5849-2.2-14
TEST_F(OAuth1Flow, ShowsTheVerificationCodeWithoutACallback) {
  const auto temporary = initiate("oob");
  const auto reply = decide(temporary);
  EXPECT_EQ(reply.response.status, 200);
  const std::string code(state.temporary.find(temporary.key)->verifier.reveal());
  EXPECT_EQ(code.size(), 16U);
  EXPECT_THAT(reply.response.body, HasSubstr(code));
  EXPECT_EQ(exchange(temporary, code).response.status, 200);
}

// RFC 5849 section 2.2 leaves it open; OAuth Problem Reporting does not.
TEST_F(OAuth1Flow, SendsADeniedOwnerBackWithoutAVerificationCode) {
  const auto temporary = initiate();
  const auto reply = decide(temporary, Decision::denied);
  EXPECT_EQ(
      find_header(reply.response.headers, "Location"),
      std::string(kCallback) + "&oauth_token=" + temporary.key + "&oauth_problem=user_refused");
  // RFC5849-2.3-5
  EXPECT_EQ(exchange(temporary, "").response.status, 401);
  EXPECT_EQ(last().verdict.error, "permission_denied");
  EXPECT_EQ(last().verdict.requirement, "RFC5849-2.3-5");
}

TEST_F(OAuth1Flow, TellsADeniedOwnerWithoutACallback) {
  const auto reply = decide(initiate("oob"), Decision::denied);
  EXPECT_EQ(reply.response.status, 200);
  EXPECT_THAT(reply.response.body, HasSubstr("Example Client"));
  EXPECT_THAT(reply.response.body, Not(HasSubstr("verification_code")));
}

// RFC5849-2.3-5
TEST_F(OAuth1Flow, GivesNothingBeforeTheOwnerDecided) {
  EXPECT_EQ(exchange(initiate(), "guess").response.status, 401);
  EXPECT_EQ(last().verdict.error, "permission_unknown");
}

// RFC5849-2.3-8
TEST_F(OAuth1Flow, RefusesAnotherVerificationCode) {
  const auto temporary = initiate();
  std::string verifier = verifier_of(decide(temporary), temporary);
  const std::string right = verifier;
  verifier.back() = verifier.back() == 'A' ? 'B' : 'A';
  EXPECT_EQ(exchange(temporary, verifier).response.status, 401);
  EXPECT_EQ(last().verdict.requirement, "RFC5849-2.3-8");
  EXPECT_EQ(last().verdict.reason, "verifier_mismatch");
  EXPECT_EQ(exchange(temporary, "").response.status, 401);
  EXPECT_EQ(exchange(temporary, right).response.status, 200);
}

// RFC5849-2-1, RFC5849-2.3-7, RFC5849-2.3-12
TEST_F(OAuth1Flow, ExchangesTemporaryCredentialsOnce) {
  const auto temporary = initiate();
  const std::string verifier = verifier_of(decide(temporary), temporary);
  EXPECT_EQ(exchange(temporary, verifier).response.status, 200);
  EXPECT_EQ(exchange(temporary, verifier).response.status, 401);
  EXPECT_EQ(last().verdict.error, "token_used");
  EXPECT_EQ(last().verdict.requirement, "RFC5849-2.3-7");
}

// RFC5849-2-1: they stand for one decision.
TEST_F(OAuth1Flow, AsksTheOwnerOnce) {
  const auto temporary = initiate();
  const std::string verifier = verifier_of(decide(temporary), temporary);
  EXPECT_EQ(decide(temporary, Decision::denied).response.status, 400);
  EXPECT_EQ(decided.error, "token_used");
  EXPECT_EQ(exchange(temporary, verifier).response.status, 200);
  EXPECT_EQ(decide(temporary).response.status, 400);
}

// RFC5849-2-2, RFC5849-2.3-6
TEST_F(OAuth1Flow, LetsTemporaryCredentialsExpire) {
  const auto temporary = initiate();
  const std::string verifier = verifier_of(decide(temporary), temporary);
  clock.at += std::chrono::seconds(state.settings.lifetimes.temporary_credentials);
  EXPECT_EQ(exchange(temporary, verifier).response.status, 401);
  EXPECT_EQ(last().verdict.error, "token_expired");
  EXPECT_EQ(last().verdict.requirement, "RFC5849-2.3-6");
  EXPECT_EQ(decide(temporary).response.status, 400);
  // And in time they are forgotten.
  clock.at += std::chrono::seconds(state.settings.lifetimes.temporary_credentials + 1);
  EXPECT_EQ(exchange(temporary, verifier).response.status, 401);
  EXPECT_EQ(last().verdict.error, "token_rejected");
}

TEST_F(OAuth1Flow, TakesTemporaryCredentialsUntilTheyExpire) {
  const auto temporary = initiate();
  clock.at += std::chrono::seconds(state.settings.lifetimes.temporary_credentials - 1);
  const std::string verifier = verifier_of(decide(temporary), temporary);
  EXPECT_EQ(exchange(temporary, verifier).response.status, 200);
}

// RFC5849-2.1-3
TEST_F(OAuth1Flow, TakesCallbacksOfTheClientOnly) {
  const auto ask = [this](std::string_view callback) {
    // The reference's client does not send what is no callback.
    const oauth::message::Request request{"POST", url("/oauth1/initiate"), {}, ""};
    auto signer = oauth1::Signer::with_secrets(oauth::crypto::openssl(),
                                               oauth1::SignatureMethod::hmac_sha1, "secret", "");
    const std::string nonce = state.random_text();
    const oauth::message::Parameters extra{{"oauth_callback", callback}};
    const std::string timestamp = std::to_string(state.now());
    const auto made = oauth1::sign(request,
                                   {.consumer_key = "client",
                                    .token = std::nullopt,
                                    .timestamp = timestamp,
                                    .nonce = nonce,
                                    .version = std::nullopt,
                                    .extra = &extra},
                                   *signer);
    return handle(
               *oauth1::transmit(request, made->parameters, oauth1::Location::authorization_header),
               state)
        .response.status;
  };
  EXPECT_EQ(ask("oob"), 200);
  EXPECT_EQ(ask("https://anywhere.example/?a=b"), 200);
  EXPECT_EQ(ask("my-app:callback"), 200);
  EXPECT_EQ(ask("OOB"), 400);
  EXPECT_EQ(last().verdict.requirement, "RFC5849-2.1-3");
  EXPECT_EQ(ask("/relative"), 400);
  EXPECT_EQ(ask("https://client.example/#fragment"), 400);
  EXPECT_EQ(ask(""), 400);
  state.registry.clients.at("client").callbacks = {"https://client.example/callback"};
  EXPECT_EQ(ask("https://client.example/callback"), 200);
  EXPECT_EQ(ask("oob"), 200);
  EXPECT_EQ(ask("https://client.example/callback/"), 400);
  EXPECT_EQ(ask("https://anywhere.example/?a=b"), 400);
}

// RFC5849-2.2-2, RFC5849-2.2-4
TEST_F(OAuth1Flow, AsksForKnownTemporaryCredentialsOnly) {
  const auto ask = [this](std::string_view query) {
    return get("/oauth1/authorize" + std::string(query)).response.status;
  };
  EXPECT_EQ(ask(""), 400);
  EXPECT_EQ(ask("?oauth_token="), 400);
  EXPECT_EQ(last().verdict.requirement, "RFC5849-2.2-2");
  EXPECT_EQ(ask("?oauth_token=unknown"), 400);
  EXPECT_EQ(ask("?oauth_token=%"), 400);
  const auto temporary = initiate();
  EXPECT_EQ(ask("?oauth_token=" + temporary.key + "&oauth_token=" + temporary.key), 400);
  EXPECT_EQ(post("/oauth1/authorize", {{"oauth_token", temporary.key}}).response.status, 405);
  EXPECT_EQ(last().verdict.requirement, "RFC5849-2.2-4");
  static_cast<void>(decide(temporary));
  EXPECT_EQ(ask("?oauth_token=" + temporary.key), 400);
}

// RFC5849-2.1-1, RFC5849-2.3-2
TEST_F(OAuth1Flow, GivesCredentialsByPostOnly) {
  EXPECT_EQ(get("/oauth1/initiate").response.status, 405);
  EXPECT_EQ(last().verdict.requirement, "RFC5849-2.1-1");
  const auto reply = get("/oauth1/token");
  EXPECT_EQ(reply.response.status, 405);
  EXPECT_EQ(find_header(reply.response.headers, "Allow"), "POST");
}

// Section 2.2, by a provider that asks nobody.
class AutomaticOAuth1Flow : public testing::OAuth1Test {
 protected:
  AutomaticOAuth1Flow() { state.settings.automatic_user = "alice"; }
};

TEST_F(AutomaticOAuth1Flow, GoesThroughTheAuthorizationEndpoint) {
  const auto temporary = initiate();
  const auto reply = get("/oauth1/authorize?oauth_token=" + temporary.key);
  const auto token = credentials(oauth1::CredentialsKind::token,
                                 exchange(temporary, verifier_of(reply, temporary)));
  EXPECT_EQ(state.token_credentials.find(token.key)->subject, "alice");
}

}  // namespace
}  // namespace oauthspec::provider
