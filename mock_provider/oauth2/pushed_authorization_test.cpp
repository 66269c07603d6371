// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/pushed_authorization.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "harness/reference/crypto/backend.h"
#include "harness/reference/jose/jwk.h"
#include "harness/reference/oauth2/dpop.h"
#include "harness/reference/oauth2/pushed_authorization.h"
#include "harness/testing/rsa_test_key.h"
#include "mock_provider/testing/browser_fixture.h"

namespace oauthspec::provider {
namespace {

using oauth::message::HeaderField;
using oauth::message::Parameters;
using testing::header;
using testing::sent_back;
using ::testing::StartsWith;
using testing::value;

constexpr const char* kCallback = "https://client.example/callback";
constexpr const char* kThumbprint = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const HeaderField kBasic{"Authorization", "Basic Y2xpZW50OnNlY3JldA=="};  // client:secret

class PushedAuthorization : public testing::BrowserTest {
 protected:
  PushedAuthorization() { state.settings.automatic_user = "alice"; }

  static Parameters request(const Parameters& more = {}) {
    Parameters all{{"response_type", "code"}, {"client_id", "client"}, {"state", "pushed"}};
    if (!more.find("redirect_uri")) {
      all.add("redirect_uri", kCallback);
    }
    for (const auto parameter : more) {
      all.add(parameter);
    }
    return all;
  }
  http::Reply push(const Parameters& form, std::vector<HeaderField> headers = {kBasic}) {
    return post("/par", form, std::move(headers));
  }
  std::string pushed_uri(const Parameters& more = {}) {
    const auto reply = push(request(more));
    EXPECT_EQ(reply.response.status, 201) << reply.response.body;
    return nlohmann::json::parse(reply.response.body).at("request_uri");
  }
  http::Reply authorize(const std::string& uri, const Parameters& more = {}) {
    Parameters query{{"request_uri", uri}};
    if (!more.find("client_id")) {
      query.add("client_id", "client");
    }
    for (const auto parameter : more) {
      query.add(parameter);
    }
    return get("/authorize?" + oauth::message::write_form(query));
  }
  std::string error_of(const http::Reply& reply) {
    return nlohmann::json::parse(reply.response.body).at("error");
  }
  const Verdict& verdict() { return state.log.at(state.log.count()).verdict; }
};

// RFC9126-2.2-1, RFC9126-2.2-2, RFC9126-2.2-3, RFC9126-4-1
TEST_F(PushedAuthorization, StandsForTheRequest) {
  const auto reply = push(request({{"scope", "write"}}));
  ASSERT_EQ(reply.response.status, 201);
  const auto read = oauth::oauth2::parse_pushed_authorization(reply.response);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->expires_in, 60);
  EXPECT_THAT(read->request_uri, StartsWith("urn:ietf:params:oauth:request_uri:"));
  const auto back = authorize(read->request_uri);
  EXPECT_THAT(header(back, "Location"), StartsWith(std::string(kCallback) + "?code="));
  EXPECT_EQ(value(sent_back(back), "state"), "pushed");
  EXPECT_EQ(state.codes.all().back().grant.scope, (oauth::oauth2::Scope{"write"}));
}

// RFC9126-4-7
TEST_F(PushedAuthorization, IsNotMixedWithWhatTheBrowserBrings) {
  const auto back =
      authorize(pushed_uri({{"scope", "read"}}), {{"scope", "write"},
                                                  {"state", "browser"},
                                                  {"redirect_uri", "http://evil.example/"},
                                                  {"response_type", "token"}});
  EXPECT_THAT(header(back, "Location"), StartsWith(std::string(kCallback) + "?code="));
  EXPECT_EQ(value(sent_back(back), "state"), "pushed");
  EXPECT_EQ(state.codes.all().back().grant.scope, (oauth::oauth2::Scope{"read"}));
}

// RFC9126-4-3, RFC9126-4-4, RFC9126-4-6
TEST_F(PushedAuthorization, IsUsedOnceInTimeAndByItsClient) {
  const std::string used = pushed_uri();
  EXPECT_EQ(authorize(used).response.status, 302);
  EXPECT_EQ(authorize(used).response.status, 400);
  EXPECT_EQ(verdict().requirement, "RFC9126-4-3");
  EXPECT_EQ(verdict().error, "invalid_request_uri");

  const std::string others = pushed_uri();
  EXPECT_EQ(authorize(others, {{"client_id", "second"}}).response.status, 400);
  EXPECT_EQ(verdict().requirement, "RFC9126-4-6");
  EXPECT_EQ(authorize(others).response.status, 302)
      << "another client's attempt takes nothing away";

  const std::string late = pushed_uri();
  clock.at += std::chrono::seconds(60);
  EXPECT_EQ(authorize(late).response.status, 400);
  EXPECT_EQ(verdict().requirement, "RFC9126-4-4");
  EXPECT_EQ(authorize("urn:ietf:params:oauth:request_uri:unknown").response.status, 400);
  EXPECT_EQ(state.codes.size(), 2U);
}

// RFC6749-3.1-11: nobody can say which of two is meant.
TEST_F(PushedAuthorization, IsNamedOnce) {
  const std::string uri = pushed_uri();
  EXPECT_EQ(authorize(uri, {{"request_uri", uri}}).response.status, 400);
  EXPECT_EQ(verdict().requirement, "RFC6749-3.1-11");
  EXPECT_EQ(authorize(uri, {{"request_uri", "3601"}}).response.status, 400);
  EXPECT_EQ(verdict().error, "invalid_request");
  EXPECT_EQ(authorize(uri).response.status, 302) << "what was refused uses nothing up";
}

// RFC9126-2.1-3
TEST_F(PushedAuthorization, IsTheAuthenticatedClients) {
  EXPECT_EQ(push(request(), {}).response.status, 401);
  EXPECT_EQ(push(request(), {{"Authorization", "Basic Y2xpZW50Ondyb25n"}}).response.status, 401);
  EXPECT_EQ(push(request({{"client_secret", "secret"}}), {}).response.status, 201);
  EXPECT_FALSE(state.pushed.all().back().request.extra.find("client_secret"));
  // RFC9126-2.1-2: of another client, or of none.
  Parameters form = {
      {"response_type", "code"}, {"client_id", "second"}, {"redirect_uri", kCallback}};
  EXPECT_EQ(push(form).response.status, 400);
  EXPECT_EQ(push({{"response_type", "code"}, {"redirect_uri", kCallback}}).response.status, 400);
}

// RFC9126-2.1-4, RFC9126-2.1-5, RFC9126-2.3-1, RFC9126-2.3-2
TEST_F(PushedAuthorization, IsCheckedAsAnAuthorizationRequest) {
  const std::vector<std::pair<Parameters, const char*>> wrong = {
      {{{"request_uri", "urn:ietf:params:oauth:request_uri:x"}}, "invalid_request"},
      {{{"redirect_uri", "https://evil.example/"}}, "invalid_request"},
      {{{"scope", "none"}}, "invalid_scope"},
      {{{"response_type", "code"}}, "invalid_request"},
      {{{"code_challenge_method", "S256"}}, "invalid_request"},
      {{{"resource", "relative"}}, "invalid_target"},
      {{{"request", "a.b.c"}}, "request_not_supported"}};
  for (const auto& [more, error] : wrong) {
    const auto reply = push(request(more));
    EXPECT_EQ(reply.response.status, 400) << error;
    EXPECT_EQ(error_of(reply), error);
  }
  EXPECT_EQ(state.pushed.size(), 0U);
}

// RFC9126-2.3-4, RFC9126-2.1-7
TEST_F(PushedAuthorization, IsAPostedForm) {
  const auto reply = get("/par");
  EXPECT_EQ(reply.response.status, 405);
  EXPECT_EQ(header(reply, "Allow"), "POST");
  const auto no_form = handle({"POST", std::string(kOrigin) + "/par", {kBasic}, "a=b"}, state);
  EXPECT_EQ(no_form.response.status, 400);
  EXPECT_EQ(error_of(no_form), "invalid_request");
}

// RFC9126-5-2, RFC9126-6-1
TEST_F(PushedAuthorization, IsRequiredWhereTheServerOrTheClientSaysSo) {
  const auto direct = [this] {
    return value(sent_back(get("/authorize?" + oauth::message::write_form(request()))), "error");
  };
  EXPECT_EQ(direct(), "");
  state.registry.clients.at("client").require_pushed_authorization_requests = true;
  EXPECT_EQ(direct(), "invalid_request");
  state.registry.clients.at("client").require_pushed_authorization_requests = false;
  state.settings.require_pushed_authorization_requests = true;
  EXPECT_EQ(direct(), "invalid_request");
  EXPECT_TRUE(sent_back(authorize(pushed_uri())).find("code"));
}

// RFC9126-4-5
TEST_F(PushedAuthorization, IsCheckedAgainWhenItIsUsed) {
  const std::string uri = pushed_uri({{"scope", "write"}});
  state.registry.clients.at("client").scope = {"read"};
  EXPECT_EQ(value(sent_back(authorize(uri)), "error"), "invalid_scope");
  const std::string moved = pushed_uri();
  state.registry.clients.at("client").redirect_uris = {"https://client.example/new"};
  EXPECT_EQ(authorize(moved).response.status, 400);
}

// RFC9449-10.1-2
TEST_F(PushedAuthorization, BindsTheCodeToTheKeyThatItNames) {
  authorize(pushed_uri({{"dpop_jkt", kThumbprint}}));
  EXPECT_EQ(state.codes.all().back().dpop_jkt, kThumbprint);
}

// RFC9449-10.1-1
TEST_F(PushedAuthorization, BindsTheCodeToTheKeyThatItProves) {
  const auto& backend = oauth::crypto::openssl();
  auto loaded = backend.private_key(oauthspec::testing::kRsaPrivateKey);
  ASSERT_TRUE(loaded);
  const std::shared_ptr<const oauth::crypto::PrivateKey> key(*std::move(loaded));
  const std::string jkt =
      *oauth::jose::thumbprint(backend, oauth::jose::public_jwk(*key->public_numbers()));
  const auto push_with_proof = [&](const std::string& id, const Parameters& more) {
    const auto proof = oauth::oauth2::make_dpop_proof(backend, "RS256", key,
                                                      {.method = "POST",
                                                       .url = std::string(kOrigin) + "/par",
                                                       .access_token = {},
                                                       .nonce = {},
                                                       .id = id,
                                                       .issued = state.now()});
    return push(request(more), {kBasic, {"DPoP", *proof}});
  };
  EXPECT_EQ(push_with_proof("1", {}).response.status, 201);
  EXPECT_EQ(state.pushed.all().back().dpop_jkt, jkt);
  EXPECT_EQ(push_with_proof("2", {{"dpop_jkt", jkt}}).response.status, 201);
  EXPECT_EQ(error_of(push_with_proof("3", {{"dpop_jkt", kThumbprint}})), "invalid_request");
  EXPECT_EQ(verdict().requirement, "RFC9449-10.1-1");
  EXPECT_EQ(error_of(push_with_proof("3", {})), "invalid_dpop_proof") << "each proof is good once";
}

// RFC6749-5.2-13: the reason of the refusal has quotation marks, the answer has none.
TEST_F(PushedAuthorization, ProofWithoutASignatureIsRefused) {
  const HeaderField unsigned_proof{"DPoP", "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6Im5vbmUifQ.e30."};
  const auto reply = push(request(), {kBasic, unsigned_proof});
  EXPECT_EQ(reply.response.status, 400);
  EXPECT_EQ(error_of(reply), "invalid_dpop_proof");
  EXPECT_EQ(verdict().reason, "algorithm_unsupported");
}

}  // namespace
}  // namespace oauthspec::provider
