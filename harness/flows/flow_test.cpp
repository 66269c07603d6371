// SPDX-License-Identifier: Apache-2.0
// What flows make of servers that fail: each answer stands in a table.
#include "harness/flows/flow.h"

#include <deque>
#include <utility>

#include <gtest/gtest.h>

#include "harness/flows/client.h"
#include "harness/flows/management.h"
#include "harness/flows/oauth1.h"
#include "harness/flows/proof_key.h"
#include "harness/flows/server.h"
#include "harness/flows/tokens.h"
#include "harness/reference/crypto/generate_key.h"

namespace oauthspec::flows {
namespace {

namespace oauth2 = oauth::oauth2;
using oauth::Secret;
using oauth::message::Request;
using oauth::message::Response;

// Gives one answer after the other; when none is left, nobody listens.
class Answers final : public http::Transport {
 public:
  std::expected<Response, http::TransportFailure> send(const Request& request) override {
    sent.push_back(request);
    if (left.empty()) {
      return std::unexpected(http::TransportFailure{http::TransportCode::refused, "nobody there"});
    }
    Response next = std::move(left.front());
    left.pop_front();
    return next;
  }
  std::deque<Response> left;
  std::vector<Request> sent;
};

class TurnedClock final : public oauth::Clock {
 public:
  [[nodiscard]] std::chrono::sys_seconds now() const override { return at; }
  std::chrono::sys_seconds at{std::chrono::seconds(1'800'000'000)};
};

class Counting final : public oauth::RandomSource {
 public:
  void fill(std::span<std::uint8_t> octets) override {
    for (std::uint8_t& octet : octets) {
      octet = next_++;
    }
  }

 private:
  std::uint8_t next_ = 1;
};

class Owner final : public ResourceOwner {
 public:
  Outcome<Request> authorize(const std::string&, const std::string&) override {
    return failed("authorization by the resource owner", "went away");
  }
  Outcome<std::string> authorize_out_of_band(const std::string&) override {
    return failed("authorization by the resource owner", "went away");
  }
  Outcome<void> enter_user_code(const std::string&, const std::string& user_code) override {
    entered = user_code;
    return {};
  }
  std::string entered;
};

Response json(int status, const nlohmann::json& body, const std::string& nonce = {}) {
  Response response{status, {{"Content-Type", "application/json"}}, body.dump()};
  if (!nonce.empty()) {
    response.headers.push_back({"DPoP-Nonce", nonce});
  }
  return response;
}

class Flows : public ::testing::Test {
 protected:
  Outcome<oauth2::TokenResponse> exchange(const Wanted& wanted = {}) {
    return flows::exchange(world, server, client, oauth2::ClientCredentialsGrant{}, wanted);
  }
  static ProofKey proof_key() {
    return {.key =
                oauth::crypto::openssl()
                    .private_key(
                        oauth::crypto::generate_key(oauth::crypto::KeyType::p256).value().reveal())
                    .value()};
  }

  Answers transport;
  TurnedClock clock;
  Counting random;
  std::vector<std::int64_t> waits;
  std::vector<Sent> record;
  Owner owner;
  World world{.transport = transport,
              .backend = oauth::crypto::openssl(),
              .clock = clock,
              .random = random,
              .wait =
                  [this](std::int64_t seconds) {
                    waits.push_back(seconds);
                    clock.at += std::chrono::seconds(seconds);
                    return true;
                  },
              .record = &record};
  OAuth2Server server = [] {
    OAuth2Server named;
    named.token_endpoint = "https://as.example/token";
    named.device_authorization_endpoint = "https://as.example/device";
    return named;
  }();
  Client client = oauth2::Client{"client", oauth2::SecretBasic{Secret("secret")}};
  const nlohmann::json token = {{"access_token", "t"}, {"token_type", "Bearer"}};
};

TEST_F(Flows, SayThatNobodyAnswers) {
  const auto ended = exchange();
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().step, "token request");
  EXPECT_EQ(ended.error().reason, "refused: nobody there");
  EXPECT_FALSE(ended.error().response);
  EXPECT_TRUE(record.empty());
}

TEST_F(Flows, KeepWhatWasSentAsEvidence) {
  transport.left = {json(200, token)};
  ASSERT_TRUE(exchange());
  ASSERT_EQ(record.size(), 1U);
  EXPECT_EQ(record.front().step, "token request");
  EXPECT_EQ(record.front().response.status, 200);
}

TEST_F(Flows, SayWhatErrorAServerAnswered) {
  transport.left = {json(400, {{"error", "invalid_scope"}})};
  const auto ended = exchange();
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().error, "invalid_scope");
  ASSERT_TRUE(ended.error().response);
  EXPECT_EQ(ended.error().response->status, 400);
}

// RFC6749-5.1-10
TEST_F(Flows, TakeTheScopeAsAskedForOrAsGrantedButNoMore) {
  auto more = token;
  more["scope"] = "read write";
  auto less = token;
  less["scope"] = "read";
  transport.left = {json(200, token), json(200, less), json(200, more)};
  const oauth2::Scope asked{"read", "profile"};
  EXPECT_EQ(exchange({.scope = asked})->scope, asked);
  EXPECT_EQ(exchange({.scope = asked})->scope, oauth2::Scope{"read"});
  const auto beyond = exchange({.scope = asked});
  ASSERT_FALSE(beyond);
  EXPECT_TRUE(beyond.error().reason.starts_with("scope_invalid"));
}

// RFC 9449 section 8: with the nonce once more, and then no more.
TEST_F(Flows, AskOnceMoreWithANonceAndNeverAgain) {
  ProofKey key = proof_key();
  const nlohmann::json error = {{"error", "use_dpop_nonce"}};
  transport.left = {json(400, error, "one"), json(400, error, "two"), json(200, token)};
  const auto ended = exchange({.proof_key = &key});
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().error, "use_dpop_nonce");
  EXPECT_EQ(transport.sent.size(), 2U);
}

TEST_F(Flows, DoNotAskAgainForAnErrorThatIsNotOfTheNonce) {
  ProofKey key = proof_key();
  transport.left = {json(400, {{"error", "invalid_dpop_proof"}}, "one"), json(200, token)};
  EXPECT_FALSE(exchange({.proof_key = &key}));
  EXPECT_EQ(transport.sent.size(), 1U);
  EXPECT_EQ(key.authorization_server_nonce, "one");
}

// RFC8628-3.5-9: five seconds slower, from then on.
TEST_F(Flows, PollAsTheServerSays) {
  const nlohmann::json pending = {{"error", "authorization_pending"}};
  auto codes = nlohmann::json{{"device_code", "d"},
                              {"user_code", "WDJB-MJHT"},
                              {"verification_uri", "https://as.example/enter"},
                              {"expires_in", 600},
                              {"interval", 7}};
  transport.left = {json(200, codes), json(400, pending), json(400, {{"error", "slow_down"}}),
                    json(400, pending), json(200, token)};
  ASSERT_TRUE(device(world, server, client, owner, {}));
  EXPECT_EQ(owner.entered, "WDJB-MJHT");
  EXPECT_EQ(waits, (std::vector<std::int64_t>{7, 7, 12, 12}));
}

TEST_F(Flows, StopPollingWhenTheCodesHaveExpired) {
  transport.left = {json(200, {{"device_code", "d"},
                               {"user_code", "U"},
                               {"verification_uri", "https://as.example/enter"},
                               {"expires_in", 12}})};
  for (int i = 0; i < 10; ++i) {
    transport.left.push_back(json(400, {{"error", "authorization_pending"}}));
  }
  EXPECT_FALSE(device(world, server, client, owner, {}));
  EXPECT_LE(transport.sent.size(), 4U);
}

TEST_F(Flows, MakeAnAssertionForEachRequest) {
  const Client keyed("keyed", {.alg = "HS256",
                               .key = Secret("a-secret-of-at-least-32-octets-for-HS256"),
                               .audience = "https://as.example"});
  const auto first = keyed.shown(world);
  const auto second = keyed.shown(world);
  ASSERT_TRUE(first && second);
  EXPECT_NE(std::get<oauth2::Assertion>(first->authentication).client_assertion.reveal(),
            std::get<oauth2::Assertion>(second->authentication).client_assertion.reveal());
}

TEST_F(Flows, EndWithAnOwnerWhoGoesAway) {
  server.authorization_endpoint = "https://as.example/authorize";
  const auto ended = authorization_code(world, server, client, owner,
                                        {.redirect_uri = "https://client.example/callback"});
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().reason, "went away");
  EXPECT_TRUE(transport.sent.empty());
}

}  // namespace
}  // namespace oauthspec::flows
