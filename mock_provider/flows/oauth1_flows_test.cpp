// SPDX-License-Identifier: Apache-2.0
// The redirection-based flow of OAuth 1.0.
#include <fstream>
#include <iterator>

#include "harness/flows/oauth1.h"
#include "mock_provider/flows/flows_fixture.h"

namespace oauthspec::provider {
namespace {

namespace oauth1 = oauth::oauth1;
using oauth1::SignatureMethod;
using testing::outcome_of;

class OAuth1Flows : public testing::FlowsTest {
 protected:
  static std::shared_ptr<const oauth::crypto::PrivateKey> rsa_key() {
    std::ifstream file(OAUTHSPEC_SOURCE_DIR "/mock_provider/keys/rsa-client.pem");
    const std::string pem(std::istreambuf_iterator<char>(file), {});
    return oauth::crypto::openssl().private_key(pem).value();
  }

  oauth1::Client client(SignatureMethod method,
                        oauth1::Location location = oauth1::Location::authorization_header) {
    const bool rsa = method == SignatureMethod::rsa_sha1 || method == SignatureMethod::rsa_sha256;
    oauth1::ClientCredentials credentials{"client", oauth::Secret("secret"), nullptr};
    if (rsa) {
      credentials = {"rsa-client", {}, rsa_key()};
    }
    return {world.backend,
            world.clock,
            world.random,
            std::move(credentials),
            {.method = method, .location = location}};
  }

  [[nodiscard]] flows::OAuth1Server server() const {
    return {url("/oauth1/initiate"), url("/oauth1/authorize"), url("/oauth1/token")};
  }

  flows::Outcome<oauth1::Credentials> go(const std::string& callback = kCallback) {
    auto signing = client(SignatureMethod::hmac_sha1);
    return flows::redirection_based(world, signing, server(), owner, callback);
  }

  // Gets token credentials by both ways of a callback, and a resource of Alice's with each.
  void reaches_the_resource(oauth1::Client signing) {
    for (const char* callback : {kCallback, "oob"}) {
      const auto token = flows::redirection_based(world, signing, server(), owner, callback);
      ASSERT_EQ(outcome_of(token), "") << callback;
      const auto response = flows::request_resource(
          world, signing, {"GET", url("/oauth1/resource?q=a%20b&q=%C3%A9"), {}, ""}, *token);
      ASSERT_EQ(outcome_of(response), "");
      ASSERT_EQ(response->status, 200) << response->body;
      EXPECT_EQ(nlohmann::json::parse(response->body).at("user"), "alice");
    }
  }
};

TEST_P(OAuth1Flows, ByHmacSha1) {
  reaches_the_resource(client(SignatureMethod::hmac_sha1));
}

TEST_P(OAuth1Flows, ByHmacSha256) {
  reaches_the_resource(client(SignatureMethod::hmac_sha256));
}

TEST_P(OAuth1Flows, ByRsaSha1) {
  reaches_the_resource(client(SignatureMethod::rsa_sha1));
}

TEST_P(OAuth1Flows, ByRsaSha256) {
  reaches_the_resource(client(SignatureMethod::rsa_sha256));
}

// RFC5849-3.4.4-1: with TLS it goes through; without, the provider will not have it.
TEST_P(OAuth1Flows, ByPlaintext) {
  auto signing = client(SignatureMethod::plaintext);
  if (GetParam() != testing::Connection::socket) {
    reaches_the_resource(client(SignatureMethod::plaintext));
    return;
  }
  const auto refused = flows::redirection_based(world, signing, server(), owner, kCallback);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().step, "temporary credentials");
}

TEST_P(OAuth1Flows, ByParametersInTheQuery) {
  reaches_the_resource(client(SignatureMethod::hmac_sha1, oauth1::Location::query));
}

TEST_P(OAuth1Flows, ByAFormOfTheResource) {
  auto signing = client(SignatureMethod::hmac_sha1);
  const auto token = flows::redirection_based(world, signing, server(), owner, kCallback);
  ASSERT_EQ(outcome_of(token), "");
  const auto response =
      flows::request_resource(world, signing,
                              {"POST",
                               url("/oauth1/resource"),
                               {{"Content-Type", "application/x-www-form-urlencoded"}},
                               "status=Hello+Ladies+%2b+Gentlemen&z="},
                              *token);
  ASSERT_EQ(outcome_of(response), "");
  EXPECT_EQ(response->status, 200) << response->body;
}

TEST_P(OAuth1Flows, EndWithTheOwnersNo) {
  auto signing = client(SignatureMethod::hmac_sha1);
  const auto denied = flows::redirection_based(world, signing, server(), denying_owner, kCallback);
  ASSERT_FALSE(denied);
  EXPECT_EQ(count("token credentials"), 0);
  const auto shown = flows::redirection_based(world, signing, server(), denying_owner, "oob");
  ASSERT_FALSE(shown);
  EXPECT_EQ(shown.error().step, "authorization by the resource owner");
}

TEST_P(OAuth1Flows, EndWithAnotherSecretThanTheClients) {
  oauth1::Client wrong(world.backend, world.clock, world.random,
                       {"client", oauth::Secret("Secret"), nullptr});
  const auto refused = flows::redirection_based(world, wrong, server(), owner, kCallback);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().step, "temporary credentials");
  ASSERT_TRUE(refused.error().response);
  EXPECT_EQ(refused.error().response->status, 401);
}

TEST_P(OAuth1Flows, NoticeWhatIsWrong) {
  const std::pair<const char*, const char*> cases[] = {
      {"callback_confirmed_missing", "temporary credentials: callback_not_confirmed"},
      {"callback_confirmed_false", "temporary credentials: callback_not_confirmed"},
      {"missing_token", "temporary credentials: parameter_missing"},
      {"missing_token_secret", "temporary credentials: parameter_missing"},
      {"duplicate_credentials", "temporary credentials: parameter_duplicated"},
      {"problem_timestamp_refused", "temporary credentials: status_unexpected"},
      {"wrong_callback_token", "callback: callback_token_mismatch"},
      {"missing_callback_token", "callback: parameter_missing"},
      {"missing_verifier", "callback: parameter_missing"},
      {"wrong_verifier", "token credentials: status_unexpected"},
  };
  for (const auto& [behaviour, outcome] : cases) {
    arm(behaviour);
    EXPECT_EQ(outcome_of(go()), outcome) << behaviour;
  }
  arm("missing_token_secret", 1, {{"endpoint", "token_credentials"}});
  EXPECT_EQ(outcome_of(go()), "token credentials: parameter_missing");
}

// RFC5849-2-8: a token may be of any octets, and is encoded where it is sent.
TEST_P(OAuth1Flows, EncodeWhatNeedsToBeEncoded) {
  arm("credentials_to_encode", 1, {{"endpoint", "token_credentials"}});
  auto signing = client(SignatureMethod::hmac_sha1);
  const auto token = go();
  ASSERT_EQ(outcome_of(token), "");
  EXPECT_EQ(token->key, "a token+with/\xC3\xA9&=%20~");
  const auto response =
      flows::request_resource(world, signing, {"GET", url("/oauth1/resource"), {}, ""}, *token);
  ASSERT_EQ(outcome_of(response), "");
  EXPECT_THAT(
      oauth::message::find_header(sent.back().request.headers, "Authorization").value_or(""),
      ::testing::HasSubstr("oauth_token=\"a%20token%2Bwith%2F%C3%A9%26%3D%2520~\""));
}

INSTANTIATE_TEST_SUITE_P(Every, OAuth1Flows, testing::every_connection(), testing::connection_name);

}  // namespace
}  // namespace oauthspec::provider
