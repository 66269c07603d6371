// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/core/routes.h"

#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "harness/reference/crypto/generate_key.h"
#include "mock_provider/testing/provider_fixture.h"

namespace oauthspec::provider {
namespace {

class Routes : public testing::ProviderTest {
 protected:
  // What answers at a URL of this provider.
  static Endpoint at(const std::string& url) {
    EXPECT_TRUE(url.starts_with(kOrigin)) << url;
    return find_route(std::string_view(url).substr(kOrigin.size())).endpoint;
  }
};

// Metadata name no endpoint that is not there.
TEST_F(Routes, AnswerWhereTheMetadataSay) {
  const auto pem = oauth::crypto::generate_key(oauth::crypto::KeyType::p256);
  state.keys = std::make_shared<const SigningKeys>(
      *SigningKeys::from_pem(oauth::crypto::openssl(), {std::string(pem->reveal())}));
  const auto reply = get("/.well-known/oauth-authorization-server");
  const auto metadata = nlohmann::json::parse(reply.response.body);
  const std::pair<const char*, Endpoint> named[] = {
      {"authorization_endpoint", Endpoint::authorization},
      {"pushed_authorization_request_endpoint", Endpoint::pushed_authorization},
      {"token_endpoint", Endpoint::token},
      {"device_authorization_endpoint", Endpoint::device_authorization},
      {"revocation_endpoint", Endpoint::revocation},
      {"introspection_endpoint", Endpoint::introspection},
      {"registration_endpoint", Endpoint::registration},
      {"jwks_uri", Endpoint::jwks}};
  for (const auto& [member, endpoint] : named) {
    EXPECT_EQ(name(at(metadata.at(member).get<std::string>())), name(endpoint)) << member;
  }
  EXPECT_EQ(at(metadata.at("protected_resources").at(0).get<std::string>()), Endpoint::resource);
}

TEST_F(Routes, HaveEverythingBelowAPathThatEndsInASlash) {
  EXPECT_EQ(find_route("/register/some-client").endpoint, Endpoint::configuration);
  EXPECT_EQ(find_route("/register").endpoint, Endpoint::registration);
  EXPECT_EQ(find_route("/resource/write").endpoint, Endpoint::resource);
  EXPECT_EQ(find_route("/tokens").endpoint, Endpoint::none);
  EXPECT_EQ(find_route("/token/x").endpoint, Endpoint::none);
}

}  // namespace
}  // namespace oauthspec::provider
