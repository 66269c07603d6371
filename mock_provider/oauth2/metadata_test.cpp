// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/oauth2/metadata.h"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "harness/reference/crypto/generate_key.h"
#include "harness/reference/oauth2/metadata.h"
#include "mock_provider/testing/provider_fixture.h"

namespace oauthspec::provider {
namespace {

using ::testing::Contains;
using ::testing::Not;

constexpr const char* kPath = "/.well-known/oauth-authorization-server";

class Metadata : public testing::ProviderTest {
 protected:
  nlohmann::json document(const std::string& path = kPath) {
    const auto reply = get(path);
    EXPECT_EQ(reply.response.status, 200);
    EXPECT_EQ(oauth::message::find_header(reply.response.headers, "Content-Type"),
              "application/json");
    return nlohmann::json::parse(reply.response.body);
  }
  // The reference's reader takes https issuers only, as the RFC has it.
  oauth::Result<oauth::oauth2::Metadata> read(const std::string& path,
                                              oauth::oauth2::MetadataKind kind,
                                              const std::string& identifier) {
    state.settings.origins = {"https://provider.test"};
    const auto reply = handle({"GET", "https://provider.test" + path, {}, ""}, state);
    return oauth::oauth2::parse_metadata(oauth::crypto::openssl(), reply.response,
                                         {.kind = kind, .identifier = identifier, .signers = {}});
  }
};

// RFC8414-2-1, RFC8414-3-1, RFC8414-3.2-1, RFC8414-3.3-1
TEST_F(Metadata, AreTakenByTheReferenceForEachIssuer) {
  const auto kind = oauth::oauth2::MetadataKind::authorization_server;
  EXPECT_TRUE(read(kPath, kind, "https://provider.test"));
  const auto of_case =
      read(kPath + std::string("/case/one"), kind, "https://provider.test/case/one");
  ASSERT_TRUE(of_case) << oauth::meaning(of_case.error().code);
  EXPECT_EQ(of_case->members.at("token_endpoint"), "https://provider.test/case/one/token");
  EXPECT_TRUE(of_case->extra.empty()) << of_case->extra;
}

// RFC9728-3-1, RFC9728-3.3-1
TEST_F(Metadata, OfEachResourceAreTakenByTheReference) {
  const auto kind = oauth::oauth2::MetadataKind::protected_resource;
  const std::string path = "/.well-known/oauth-protected-resource";
  EXPECT_TRUE(read(path + "/resource", kind, "https://provider.test/resource"));
  EXPECT_TRUE(read(path + "/resource/write", kind, "https://provider.test/resource/write"));
  const auto of_case =
      read(path + "/case/one/resource", kind, "https://provider.test/case/one/resource");
  ASSERT_TRUE(of_case) << oauth::meaning(of_case.error().code);
  EXPECT_EQ(of_case->members.at("authorization_servers"),
            nlohmann::json::array({"https://provider.test/case/one"}));
  EXPECT_EQ(get(path + "/resource/none").response.status, 404);
}

// RFC8414-2-11, RFC8414-2-24
TEST_F(Metadata, NameWhatTheProfileOffers) {
  auto all = document();
  EXPECT_THAT(all.at("grant_types_supported"), Contains("implicit"));
  EXPECT_THAT(all.at("grant_types_supported"), Contains("password"));
  EXPECT_THAT(all.at("response_types_supported"), Contains("token"));
  EXPECT_THAT(all.at("code_challenge_methods_supported"), Contains("plain"));

  state.settings.profile = Profile::oauth21;
  all = document();
  EXPECT_THAT(all.at("grant_types_supported"), Not(Contains("implicit")));
  EXPECT_THAT(all.at("grant_types_supported"), Not(Contains("password")));
  EXPECT_EQ(all.at("response_types_supported"), nlohmann::json::array({"code"}));
  EXPECT_EQ(all.at("code_challenge_methods_supported"), nlohmann::json::array({"S256"}));
}

// RFC8414-2-13, RFC8414-2-15, RFC8414-2-19, RFC8414-2-22
TEST_F(Metadata, NameTheAlgorithmsOfEachEndpointThatTakesJwts) {
  const auto all = document();
  for (const std::string endpoint : {"token", "revocation", "introspection"}) {
    const auto& algorithms = all.at(endpoint + "_endpoint_auth_signing_alg_values_supported");
    EXPECT_THAT(algorithms, Contains("RS256")) << endpoint;
    EXPECT_THAT(algorithms, Not(Contains("none"))) << endpoint;
  }
}

TEST_F(Metadata, AreReadAndNotWritten) {
  const auto reply = post(kPath, {});
  EXPECT_EQ(reply.response.status, 405);
  EXPECT_EQ(oauth::message::find_header(reply.response.headers, "Allow"), "GET, HEAD");
  EXPECT_FALSE(state.log.at(1).verdict.accepted);
}

TEST_F(Metadata, PublishNoKeysWhereThereAreNone) {
  EXPECT_FALSE(document().contains("jwks_uri"));
}

TEST_F(Metadata, PublishThePublicHalvesOfKeys) {
  const auto pem = oauth::crypto::generate_key(oauth::crypto::KeyType::p256);
  state.keys = std::make_shared<const SigningKeys>(
      *SigningKeys::from_pem(oauth::crypto::openssl(), {std::string(pem->reveal())}));
  ASSERT_EQ(document().at("jwks_uri"), std::string(kOrigin) + "/jwks");
  const auto set = document("/jwks");
  ASSERT_EQ(set.at("keys").size(), 1U);
  const auto& key = set.at("keys").front();
  EXPECT_EQ(key.at("alg"), "ES256");
  EXPECT_EQ(key.at("use"), "sig");
  EXPECT_FALSE(key.contains("d"));
}

}  // namespace
}  // namespace oauthspec::provider
