// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth1/authenticate.h"

#include <functional>
#include <vector>

#include <gmock/gmock.h>

#include "harness/reference/oauth1/sign.h"
#include "mock_provider/testing/oauth1_fixture.h"

namespace oauthspec::provider {
namespace {

namespace oauth1 = oauth::oauth1;
using oauth::message::Parameters;
using oauth::message::Request;
using ::testing::HasSubstr;

/// A request for the resource, signed by hand, so that each step of a client can go wrong.
struct Draft {
  Request request{"GET", "http://127.0.0.1:8080/oauth1/resource?a=1", {}, ""};
  std::string key = "client";
  std::string secret = "secret";
  std::string token = "token";
  std::string token_secret = "token secret";
  oauth1::SignatureMethod method = oauth1::SignatureMethod::hmac_sha1;
  std::string timestamp = "1700000000";
  std::string nonce = "nonce";
  Parameters extra{};
  /// Changes what was signed: the parameters before they are put into the request, or the request.
  std::function<void(Parameters&)> change_parameters{};
  std::function<void(Request&)> change_request{};
};

class OAuth1Authentication : public testing::OAuth1Test {
 protected:
  OAuth1Authentication() { add_token("token", "token secret", "client"); }

  int send(const Draft& draft) {
    auto signer = oauth1::Signer::with_secrets(oauth::crypto::openssl(), draft.method, draft.secret,
                                               draft.token_secret);
    auto made = oauth1::sign(draft.request,
                             {.consumer_key = draft.key,
                              .token = draft.token,
                              .timestamp = draft.timestamp,
                              .nonce = draft.nonce,
                              .version = std::nullopt,
                              .extra = &draft.extra},
                             *signer);
    EXPECT_TRUE(made);
    if (draft.change_parameters) {
      draft.change_parameters(made->parameters);
    }
    Request request =
        *oauth1::transmit(draft.request, made->parameters, oauth1::Location::authorization_header);
    if (draft.change_request) {
      draft.change_request(request);
    }
    reply = handle(request, state);
    return reply.response.status;
  }

  void expect_refusal(int status, std::string_view reason, std::string_view requirement) {
    EXPECT_EQ(reply.response.status, status);
    EXPECT_EQ(last().verdict.reason, reason);
    EXPECT_EQ(last().verdict.requirement, requirement);
    EXPECT_EQ(oauth::message::find_header(reply.response.headers, "WWW-Authenticate"),
              "OAuth realm=\"http://127.0.0.1:8080\"");
    Parameters body;
    EXPECT_TRUE(body.add_form(reply.response.body));
    EXPECT_EQ(body.find("oauth_problem").value_or(""), last().verdict.error);
    EXPECT_EQ(body.find("oauth_problem_advice"), last().verdict.explanation);
  }

  http::Reply reply;
};

std::function<void(Parameters&)> without(const std::string& name) {
  return [name](Parameters& parameters) {
    Parameters kept;
    for (const auto parameter : parameters) {
      if (parameter.name != name) {
        kept.add(parameter);
      }
    }
    parameters = kept;
  };
}

std::function<void(Parameters&)> with(const std::string& name, const std::string& value) {
  return [name, value](Parameters& parameters) {
    without(name)(parameters);
    parameters.add(name, value);
  };
}

// The control of all that follows.
TEST_F(OAuth1Authentication, AcceptsARightRequest) {
  EXPECT_EQ(send({}), 200) << reply.response.body;
  EXPECT_TRUE(last().verdict.accepted);
}

// RFC5849-3.2-8
TEST_F(OAuth1Authentication, NamesWhatIsMissing) {
  for (const auto& [parameter, requirement] :
       std::vector<std::pair<std::string, std::string>>{{"oauth_consumer_key", "RFC5849-3.1-1"},
                                                        {"oauth_signature_method", "RFC5849-3.1-3"},
                                                        {"oauth_signature", "RFC5849-3.1-8"},
                                                        {"oauth_timestamp", "RFC5849-3.1-4"},
                                                        {"oauth_nonce", "RFC5849-3.1-5"},
                                                        {"oauth_token", "RFC5849-3.1-2"}}) {
    send({.change_parameters = without(parameter)});
    expect_refusal(400, "parameter_missing", requirement);
    EXPECT_EQ(last().verdict.error, "parameter_absent");
    EXPECT_THAT(last().verdict.explanation, HasSubstr(parameter));
  }
  EXPECT_EQ(get("/oauth1/resource").response.status, 400);
  EXPECT_EQ(post("/oauth1/initiate", {}).response.status, 400);
}

// RFC5849-3.2-6, RFC5849-3.2-7, RFC5849-3.2-9, RFC5849-3.5-2
TEST_F(OAuth1Authentication, RefusesMalformedRequestsWith400) {
  send({.extra = {{"oauth_color", "red"}}});
  expect_refusal(400, "parameter_unsupported", "RFC5849-3.2-6");
  send({.change_parameters = with("oauth_signature_method", "HMAC-MD5")});
  expect_refusal(400, "signature_method_unsupported", "RFC5849-3.2-7");
  send({.change_request = [](Request& request) {
    request.headers.front().value += ", oauth_nonce=\"nonce\"";
  }});
  expect_refusal(400, "parameter_duplicated", "RFC5849-3.1-7");
  send({.change_request = [](Request& request) { request.url += "&oauth_nonce=nonce"; }});
  expect_refusal(400, "parameter_location", "RFC5849-3.5-1");
  send({.change_request = [](Request& request) {
    request.headers.front().value += ", oauth_nonce=nonce";
  }});
  expect_refusal(400, "header_malformed", "RFC5849-3.5.1-2");
  send({.change_parameters = with("oauth_version", "1.1")});
  expect_refusal(400, "version_unsupported", "RFC5849-3.1-6");
  send({.change_parameters = with("oauth_timestamp", "-1")});
  expect_refusal(400, "timestamp_invalid", "RFC5849-3.3-1");
}

// RFC5849-3.1-6, RFC5849-3.1-12
TEST_F(OAuth1Authentication, AcceptsVersion10) {
  EXPECT_EQ(send({.extra = {{"oauth_version", "1.0"}}}), 200);
}

// RFC5849-3.2-10, RFC5849-3.2-11, RFC5849-3.2-12, RFC5849-3.2-14
TEST_F(OAuth1Authentication, RefusesWrongCredentialsWith401) {
  send({.key = "unknown"});
  expect_refusal(401, "client_unknown", "RFC5849-3.2-10");
  send({.secret = "wrong"});
  expect_refusal(401, "signature_invalid", "RFC5849-3.2-1");
  send({.token_secret = "wrong"});
  expect_refusal(401, "signature_invalid", "RFC5849-3.2-1");
  send({.token = "unknown"});
  expect_refusal(401, "token_invalid", "RFC5849-3.2-11");
  send({.key = "second", .secret = "second-secret"});
  expect_refusal(401, "token_invalid", "RFC5849-3.2-14");
  EXPECT_EQ(last().verdict.error, "token_rejected");
  send({.key = "public", .secret = ""});
  EXPECT_EQ(reply.response.status, 401);
}

// RFC5849-3.2-3, RFC5849-3.2-11
TEST_F(OAuth1Authentication, RefusesATokenThatExpiredOrWasRevoked) {
  clock.at = std::chrono::sys_seconds(std::chrono::seconds(1'700'003'599));
  EXPECT_EQ(send({.timestamp = "1700003599", .nonce = "last"}), 200);
  clock.at += std::chrono::seconds(1);
  send({.timestamp = "1700003600"});
  expect_refusal(401, "token_invalid", "RFC5849-3.2-11");
  EXPECT_EQ(last().verdict.error, "token_expired");
  clock.at -= std::chrono::seconds(1);
  state.token_credentials.find("token")->revoked = true;
  send({.timestamp = "1700003599"});
  expect_refusal(401, "token_invalid", "RFC5849-3.2-3");
  EXPECT_EQ(last().verdict.error, "token_revoked");
}

// RFC5849-2.3-12: neither kind of credentials is good for the other's endpoint.
TEST_F(OAuth1Authentication, TakesEachKindOfCredentialsAtItsEndpoint) {
  const auto temporary = initiate();
  send({.token = temporary.key, .token_secret = std::string(temporary.secret.reveal())});
  expect_refusal(401, "token_invalid", "RFC5849-3.2-11");
  send({.request = {"POST", "http://127.0.0.1:8080/oauth1/token", {}, ""},
        .extra = {{"oauth_verifier", "v"}}});
  expect_refusal(401, "token_invalid", "RFC5849-3.2-11");
  send({.request = {"POST", "http://127.0.0.1:8080/oauth1/initiate", {}, ""},
        .extra = {{"oauth_callback", "oob"}}});
  expect_refusal(401, "token_invalid", "RFC5849-3.2-11");
}

// RFC5849-2.1-2, RFC5849-2.3-1, RFC5849-2.3-15
TEST_F(OAuth1Authentication, AsksForTheEndpointsOwnParameters) {
  send({.request = {"POST", "http://127.0.0.1:8080/oauth1/initiate", {}, ""}});
  expect_refusal(400, "parameter_missing", "RFC5849-2.1-2");
  send({.request = {"POST", "http://127.0.0.1:8080/oauth1/token", {}, ""}});
  expect_refusal(400, "parameter_missing", "RFC5849-2.3-1");
}

// RFC5849-2.1-5: an empty token is none.
TEST_F(OAuth1Authentication, TakesAnEmptyTokenForTemporaryCredentials) {
  EXPECT_EQ(send({.request = {"POST", "http://127.0.0.1:8080/oauth1/initiate", {}, ""},
                  .token = "",
                  .token_secret = "",
                  .extra = {{"oauth_callback", "oob"}}}),
            200);
}

// RFC5849-3.2-2, RFC5849-3.2-13, RFC5849-3.3-5
TEST_F(OAuth1Authentication, TakesANonceOnce) {
  EXPECT_EQ(send({}), 200);
  send({});
  expect_refusal(401, "nonce_used", "RFC5849-3.3-3");
  EXPECT_EQ(send({.timestamp = "1700000001"}), 200);
  EXPECT_EQ(send({.nonce = "another"}), 200);
  add_token("other token", "token secret", "client");
  EXPECT_EQ(send({.token = "other token"}), 200);
  add_token("seconds token", "token secret", "second");
  EXPECT_EQ(send({.key = "second", .secret = "second-secret", .token = "seconds token"}), 200);
}

// Or anyone could use up a client's nonces.
TEST_F(OAuth1Authentication, UsesUpNoNonceByAWrongSignature) {
  EXPECT_EQ(send({.secret = "wrong"}), 401);
  EXPECT_EQ(send({}), 200);
}

// RFC5849-3.3-4
TEST_F(OAuth1Authentication, RefusesStaleTimestamps) {
  EXPECT_EQ(send({.timestamp = "1699999700"}), 200);
  EXPECT_EQ(send({.timestamp = "1700000300"}), 200);
  send({.timestamp = "1699999699"});
  expect_refusal(401, "timestamp_stale", "RFC5849-3.3-4");
  send({.timestamp = "1700000301"});
  expect_refusal(401, "timestamp_stale", "RFC5849-3.3-4");
  send({.timestamp = "99999999999999999999"});
  expect_refusal(401, "timestamp_stale", "RFC5849-3.3-4");
}

// RFC5849-3.4.1.1-1, RFC5849-3.4.1.2-3, RFC5849-3.4.1.3.1-1, RFC5849-3.4.1.3.1-3: the signature covers each of them.
TEST_F(OAuth1Authentication, RefusesARequestThatWasChanged) {
  const Request form{"POST",
                     "http://127.0.0.1:8080/oauth1/resource?a=1",
                     {{"Content-Type", "application/x-www-form-urlencoded"}},
                     "b=2"};
  EXPECT_EQ(send({.request = form}), 200);
  const std::vector<std::function<void(Request&)>> changes = {
      [](Request& request) { request.method = "PUT"; },
      [](Request& request) { request.url.back() = '2'; },
      [](Request& request) { request.url += "&c=3"; },
      [](Request& request) { request.body = "b=3"; },
      [](Request& request) { request.headers.push_back({"Host", "other.example"}); }};
  for (const auto& change : changes) {
    send({.request = form, .nonce = "changed", .change_request = change});
    EXPECT_EQ(reply.response.status, 401);
    EXPECT_EQ(last().verdict.reason, "signature_invalid");
  }
}

// EXT-body-hash-6, EXT-body-hash-7
TEST_F(OAuth1Authentication, ChecksTheBodyHash) {
  const Request json{"POST",
                     "http://127.0.0.1:8080/oauth1/resource",
                     {{"Content-Type", "application/json"}},
                     "{\"a\": 1}"};
  auto party = client({.send_body_hash = true});
  Request request =
      *party.authenticate(json, oauth1::Credentials{"token", oauth::Secret("token secret")});
  ASSERT_EQ(handle(request, state).response.status, 200);
  request = *party.authenticate(json, oauth1::Credentials{"token", oauth::Secret("token secret")});
  request.body = "{\"a\": 2}";
  reply = handle(request, state);
  expect_refusal(400, "body_hash_invalid", "EXT-body-hash-6");
}

// RFC5849-3.4.4-1, RFC5849-3.4.4-2, RFC5849-3.1-11
TEST_F(OAuth1Authentication, TakesPlaintextByTlsOnly) {
  Draft draft{.method = oauth1::SignatureMethod::plaintext};
  send(draft);
  expect_refusal(400, "transport_insecure", "RFC5849-3.4.4-1");
  draft.request.url = "https://127.0.0.1:8080/oauth1/resource?a=1";
  EXPECT_EQ(send(draft), 200);
  EXPECT_EQ(send(draft), 200);  // It has no nonce that counts.
  draft.change_parameters = [](Parameters& parameters) {
    without("oauth_nonce")(parameters);
    without("oauth_timestamp")(parameters);
  };
  EXPECT_EQ(send(draft), 200);
  draft.token_secret = "wrong";
  send(draft);
  expect_refusal(401, "signature_invalid", "RFC5849-3.2-1");
}

// RFC5849-2.1-6, RFC5849-2.3-3
class OAuth1OnTheNet : public OAuth1Authentication {
 protected:
  OAuth1OnTheNet() { state.settings.origins = {"http://provider.example"}; }
};

TEST_F(OAuth1OnTheNet, GivesCredentialsByTlsOnly) {
  Draft draft{.request = {"POST", "http://provider.example/oauth1/initiate", {}, ""},
              .token = "",
              .token_secret = "",
              .extra = {{"oauth_callback", "oob"}}};
  EXPECT_EQ(send(draft), 400);
  EXPECT_EQ(last().verdict.reason, "transport_insecure");
  EXPECT_EQ(last().verdict.requirement, "RFC5849-2.1-6");
  draft.request.url = "https://provider.example/oauth1/initiate";
  EXPECT_EQ(send(draft), 200);
  EXPECT_EQ(send({.request = {"POST", "http://provider.example/oauth1/token", {}, ""},
                  .extra = {{"oauth_verifier", "v"}}}),
            400);
  EXPECT_EQ(last().verdict.requirement, "RFC5849-2.3-3");
  EXPECT_EQ(send({.request = {"GET", "http://provider.example/oauth1/resource", {}, ""}}), 200);
}

// A loopback address needs none, unless TLS is what it is reached by.
TEST_F(OAuth1Authentication, GivesCredentialsAtALoopbackAddressAsItsUrlSays) {
  Draft draft{.request = {"POST", "http://127.0.0.1:8443/oauth1/initiate", {}, ""},
              .token = "",
              .token_secret = "",
              .extra = {{"oauth_callback", "oob"}}};
  state.settings.origins = {"http://127.0.0.1:8443"};
  EXPECT_EQ(send(draft), 200);
  state.settings.origins = {"https://127.0.0.1:8443"};
  EXPECT_EQ(send(draft), 400);
  EXPECT_EQ(last().verdict.requirement, "RFC5849-2.1-6");
  draft.request.url = "https://127.0.0.1:8443/oauth1/initiate";
  draft.nonce = "another";  // The first request has used the other one up.
  EXPECT_EQ(send(draft), 200);
}

}  // namespace
}  // namespace oauthspec::provider
