// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/resource.h"

#include <nlohmann/json.hpp>

#include "harness/reference/jose/jwk.h"
#include "harness/reference/oauth2/dpop.h"
#include "harness/reference/oauth2/error_response.h"
#include "harness/testing/rsa_test_key.h"
#include "mock_provider/model/default_registry.h"
#include "mock_provider/testing/provider_fixture.h"

namespace oauthspec::provider {
namespace {

using nlohmann::json;
using oauth::message::HeaderField;
using oauth::message::Parameters;

constexpr const char* kToken = "access-token-0123456789";

class Resource : public testing::ProviderTest {
 protected:
  AccessTokenRecord& keep(const char* token = kToken) {
    AccessTokenRecord record;
    record.token = oauth::Secret(token);
    record.grant = {.family = 1,
                    .client_id = "client",
                    .subject = "alice",
                    .scope = {"read"},
                    .resources = {},
                    .authorized_at = 0};
    record.issuer = std::string(kOrigin);
    record.audience = {record.issuer + "/resource"};
    record.issued = 1'700'000'000;
    record.expires = record.issued + 60;
    return state.access_tokens.add(std::move(record));
  }
  http::Reply ask(const std::string& path = "/resource", const std::string& token = kToken) {
    return get(path, {{"Authorization", "Bearer " + token}});
  }
  // As the reference's client reads it.
  static oauth::oauth2::ErrorResponse read(const http::Reply& reply) {
    const auto error =
        oauth::oauth2::parse_error_response(oauth::oauth2::Endpoint::resource, reply.response);
    EXPECT_TRUE(error) << reply.response.status;
    return error.value_or(oauth::oauth2::ErrorResponse{});
  }
  static std::string error(const http::Reply& reply) { return read(reply).error; }
};

// RFC6750-2.1-2
TEST_F(Resource, TellsWhoseTokenItIs) {
  keep();
  const auto reply = ask();
  ASSERT_EQ(reply.response.status, 200) << reply.response.body;
  const json body = json::parse(reply.response.body);
  EXPECT_EQ(body.at("sub"), "alice");
  EXPECT_EQ(body.at("client_id"), "client");
  EXPECT_EQ(body.at("scope"), "read");
  EXPECT_TRUE(state.log.at(1).verdict.accepted);
}

// RFC6750-3-1, RFC6750-3.1-9, RFC9728-5.1-1
TEST_F(Resource, TellsARequestWithoutATokenOfNoError) {
  const auto reply = get("/case/one/resource/write");
  EXPECT_EQ(reply.response.status, 401);
  const auto challenge = read(reply);
  EXPECT_EQ(challenge.error, "");
  EXPECT_EQ(challenge.scope, oauth::oauth2::Scope{"write"});
  EXPECT_EQ(challenge.resource_metadata,
            std::string(kOrigin) + "/.well-known/oauth-protected-resource/case/one/resource/write");
  EXPECT_EQ(reply.response.body, "{}");
}

// RFC6750-3.1-3, RFC6750-3.1-4
TEST_F(Resource, TakesNoTokenThatIsNotGood) {
  EXPECT_EQ(error(ask()), "invalid_token");
  keep().revoked = true;
  EXPECT_EQ(ask().response.status, 401);
  EXPECT_EQ(error(ask()), "invalid_token");
  state.access_tokens.clear();
  keep().issuer = "https://other.example";
  EXPECT_EQ(error(ask()), "invalid_token");
  EXPECT_EQ(state.log.at(state.log.count()).verdict.reason, "issuer_mismatch");
  state.access_tokens.clear();
  keep().audience = {"https://other.example/resource"};
  EXPECT_EQ(error(ask()), "invalid_token");
  EXPECT_EQ(state.log.at(state.log.count()).verdict.reason, "audience_mismatch");
}

TEST_F(Resource, TakesATokenUntilItExpires) {
  keep();
  clock.at += std::chrono::seconds(59);
  EXPECT_EQ(ask().response.status, 200);
  clock.at += std::chrono::seconds(1);
  EXPECT_EQ(error(ask()), "invalid_token");
}

// RFC 8707 section 2
TEST_F(Resource, TakesATokenForItAlone) {
  AccessTokenRecord& token = keep();
  token.grant.scope = {"read", "write"};
  token.audience = {std::string(kOrigin) + "/resource/write"};
  EXPECT_EQ(ask("/resource/write").response.status, 200);
  EXPECT_EQ(error(ask("/resource/read")), "invalid_token");
  EXPECT_EQ(error(ask("/resource")), "invalid_token");
}

// RFC6750-3.1-6, RFC6750-3.1-7, RFC6750-3.1-8
TEST_F(Resource, NeedsItsScope) {
  keep();
  const auto reply = ask("/resource/write");
  EXPECT_EQ(reply.response.status, 403);
  EXPECT_EQ(read(reply).error, "insufficient_scope");
  EXPECT_EQ(read(reply).scope, oauth::oauth2::Scope{"write"});
  EXPECT_EQ(ask("/resource/read").response.status, 200);
  EXPECT_EQ(ask("/resource/root").response.status, 404);
}

// RFC6750-2.2-8, RFC6750-2.3-5, RFC6750-2.3-3
TEST_F(Resource, TakesATokenInBodyAndQueryAsTheProfileSays) {
  keep();
  const Parameters form = {{"access_token", kToken}};
  const auto query = std::string("/resource?access_token=") + kToken;
  EXPECT_EQ(post("/resource", form).response.status, 200);
  const auto in_query = get(query);
  EXPECT_EQ(in_query.response.status, 200);
  EXPECT_EQ(oauth::message::find_header(in_query.response.headers, "Cache-Control"), "private");
  EXPECT_EQ(oauth::message::find_header(ask().response.headers, "Cache-Control"), "no-store");
  state.settings.profile = Profile::bcp;
  EXPECT_EQ(post("/resource", form).response.status, 200);
  EXPECT_EQ(get(query).response.status, 401);
}

// RFC6750-2-2, RFC6750-3.1-1, RFC6750-3.1-2
TEST_F(Resource, RefusesMoreThanOneToken) {
  keep();
  const auto query = std::string("/resource?access_token=") + kToken;
  const HeaderField bearer{"Authorization", std::string("Bearer ") + kToken};
  const HeaderField dpop{"Authorization", std::string("DPoP ") + kToken};
  for (const auto& reply : {get(query, {bearer}), get("/resource", {bearer, bearer}),
                            get("/resource", {bearer, dpop}), get("/resource", {dpop, dpop}),
                            get(query, {dpop}), get("/resource", {{"Authorization", "Bearer"}}),
                            get("/resource", {{"Authorization", "DPoP"}})}) {
    EXPECT_EQ(reply.response.status, 400);
    EXPECT_EQ(error(reply), "invalid_request");
  }
}

TEST_F(Resource, TakesThreeMethods) {
  keep();
  for (const char* method : {"GET", "POST", "HEAD"}) {
    EXPECT_EQ(handle({method,
                      std::string(kOrigin) + "/resource",
                      {{"Authorization", std::string("bearer  ") + kToken}},
                      ""},
                     state)
                  .response.status,
              200)
        << method;
  }
  EXPECT_EQ(handle({"DELETE", std::string(kOrigin) + "/resource", {}, ""}, state).response.status,
            405);
}

class BoundResource : public Resource {
 protected:
  BoundResource()
      : key_(*oauth::crypto::openssl().private_key(oauthspec::testing::kRsaPrivateKey)) {
    keep().jkt = *oauth::jose::thumbprint(oauth::crypto::openssl(),
                                          oauth::jose::public_jwk(*key_->public_numbers()));
    claims_ = {.method = "GET",
               .url = std::string(kOrigin) + "/resource",
               .access_token = kToken,
               .nonce = std::nullopt,
               .id = "proof-1",
               .issued = 1'700'000'000};
  }
  http::Reply ask_with(const oauth::oauth2::ProofClaims& claims) {
    const auto proof =
        oauth::oauth2::make_dpop_proof(oauth::crypto::openssl(), "RS256", key_, claims);
    EXPECT_TRUE(proof);
    return get("/resource",
               {{"Authorization", std::string("DPoP ") + kToken}, {"DPoP", proof.value_or("")}});
  }

  std::shared_ptr<const oauth::crypto::PrivateKey> key_;
  oauth::oauth2::ProofClaims claims_;
};

// RFC9449-7.1-1, RFC9449-11.1-1
TEST_F(BoundResource, TakesEachProofOnce) {
  EXPECT_EQ(ask_with(claims_).response.status, 200);
  const auto again = ask_with(claims_);
  EXPECT_EQ(again.response.status, 401);
  EXPECT_EQ(error(again), "invalid_dpop_proof");
  claims_.id = "proof-2";
  EXPECT_EQ(ask_with(claims_).response.status, 200);
}

// RFC9449-4.3-8, RFC9449-4.3-11, RFC9449-4.3-12
TEST_F(BoundResource, ComparesWhatTheProofSays) {
  const auto refused = [this](auto change) {
    auto claims = claims_;
    change(claims);
    const auto reply = ask_with(claims);
    EXPECT_EQ(reply.response.status, 401);
    return error(reply);
  };
  using Claims = oauth::oauth2::ProofClaims;
  EXPECT_EQ(refused([](Claims& claims) { claims.method = "POST"; }), "invalid_dpop_proof");
  EXPECT_EQ(refused([](Claims& claims) { claims.url += "/write"; }), "invalid_dpop_proof");
  EXPECT_EQ(refused([](Claims& claims) { claims.access_token = "other"; }), "invalid_dpop_proof");
  EXPECT_EQ(refused([](Claims& claims) { claims.access_token.reset(); }), "invalid_dpop_proof");
  EXPECT_EQ(refused([](Claims& claims) { claims.issued -= 301; }), "invalid_dpop_proof");
}

// RFC9449-7.1-2, RFC9449-7.2-1
TEST_F(BoundResource, NeedsTheSchemeOfTheToken) {
  EXPECT_EQ(error(ask()), "invalid_token");
  EXPECT_EQ(error(get("/resource", {{"Authorization", std::string("DPoP ") + kToken}})),
            "invalid_dpop_proof");
  keep("a-bearer-token-0123456789");
  const auto reply = get("/resource", {{"Authorization", "DPoP a-bearer-token-0123456789"}});
  EXPECT_EQ(error(reply), "invalid_token");
}

// RFC9449-8-4
TEST_F(BoundResource, HandsOutANonceWhereOneIsAskedFor) {
  state.settings.dpop_nonce = true;
  const auto first = read(ask_with(claims_));
  EXPECT_EQ(first.error, "use_dpop_nonce");
  ASSERT_TRUE(first.dpop_nonce);
  claims_.nonce = first.dpop_nonce;
  EXPECT_EQ(ask_with(claims_).response.status, 200);
}

// RFC9449-7.1-1
TEST_F(BoundResource, NeedsTheKeyOfTheToken) {
  state.access_tokens.find(kToken)->jkt = "another-thumbprint";
  EXPECT_EQ(error(ask_with(claims_)), "invalid_token");
}

// RFC9449-7.1-2
TEST_F(BoundResource, NamesTheErrorInTheSchemeThatWasUsed) {
  const auto reply = get("/resource", {{"Authorization", std::string("DPoP ") + kToken}});
  std::vector<std::string> challenges;
  for (const auto& field : reply.response.headers) {
    if (field.name == "WWW-Authenticate") {
      challenges.push_back(field.value);
    }
  }
  ASSERT_EQ(challenges.size(), 2U);
  EXPECT_TRUE(challenges[0].starts_with("Bearer "));
  EXPECT_FALSE(challenges[0].contains("error"));
  EXPECT_TRUE(challenges[1].starts_with("DPoP "));
  EXPECT_TRUE(challenges[1].contains("error=\"invalid_dpop_proof\""));
  EXPECT_TRUE(challenges[1].contains("algs=\"ES256 "));
}

}  // namespace
}  // namespace oauthspec::provider
