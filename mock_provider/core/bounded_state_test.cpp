// SPDX-License-Identifier: Apache-2.0
// However many requests come, what is remembered of them stays bounded: by what expires, and by capacities.
#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "harness/reference/oauth1/client.h"
#include "mock_provider/testing/browser_fixture.h"

namespace oauthspec::provider {
namespace {

using oauth::message::Parameters;

const oauth::message::HeaderField kBasic{"Authorization",
                                         "Basic Y2xpZW50OnNlY3JldA=="};  // client:secret
constexpr const char* kCallback = "https://client.example/callback";

class BoundedState : public testing::ProviderTest {
 protected:
  using ProviderTest::ProviderTest;

  void expect(int status, const http::Reply& reply) {
    ASSERT_EQ(reply.response.status, status) << reply.response.body;
  }

  /// A request that leaves a record of each kind that one request can leave.
  void ask_for_all() {
    const std::string query =
        "response_type=code&client_id=client&redirect_uri=https%3A%2F%2Fclient.example%2Fcallback";
    expect(200, post("/token", Parameters{{"grant_type", "client_credentials"}}, {kBasic}));
    expect(200,
           post("/token",
                Parameters{
                    {"grant_type", "password"}, {"username", "alice"}, {"password", "wonderland"}},
                {kBasic}));
    expect(200, post("/device_authorization", Parameters{{"scope", "read"}}, {kBasic}));
    expect(201, post("/par",
                     Parameters{{"response_type", "code"},
                                {"client_id", "client"},
                                {"redirect_uri", kCallback}},
                     {kBasic}));
    state.settings.automatic_user.reset();
    expect(200, testing_page("/authorize?" + query));
    state.settings.automatic_user = "alice";
    expect(302, get("/authorize?" + query));
    expect(200, handle(*client_.temporary_credentials_request(
                           std::string(kOrigin) + "/oauth1/initiate", kCallback),
                       state));
  }

  // The sign-in page, wherever the way to it leads over.
  http::Reply testing_page(const std::string& path) {
    http::Reply reply = get(path);
    if (reply.response.status == 302 || reply.response.status == 303) {
      reply = get(testing::header(reply, "Location").substr(kOrigin.size()));
    }
    return reply;
  }

  [[nodiscard]] std::vector<std::size_t> sizes() const {
    return {state.codes.size(),    state.access_tokens.size(), state.refresh_tokens.size(),
            state.devices.size(),  state.pushed.size(),        state.temporary.size(),
            state.sessions.size(), state.interactions.size(),  state.nonces.size()};
  }

 private:
  oauth::oauth1::Client client_{
      oauth::crypto::openssl(), clock, random, {"client", oauth::Secret("secret"), nullptr}};
};

Settings small() {
  Settings settings;
  settings.capacities.records = 20;
  settings.capacities.exchanges = 10;
  return settings;
}

class SmallState : public BoundedState {
 protected:
  SmallState() : BoundedState(small()) {}
};

TEST_F(SmallState, KeepsNoMoreRecordsThanItHasRoomFor) {
  constexpr int kRounds = 100;
  for (int round = 0; round < kRounds; ++round) {
    ask_for_all();
  }
  const std::vector<std::size_t> kept = sizes();
  for (std::size_t kind = 0; kind + 1 < kept.size(); ++kind) {
    EXPECT_EQ(kept[kind], 20U) << "kind " << kind;
  }
  // RFC5849-3.3-3: none may be forgotten while its timestamp is good.
  EXPECT_EQ(kept.back(), static_cast<std::size_t>(kRounds));
  EXPECT_EQ(state.log.count() - state.log.oldest() + 1, 10U);
}

TEST_F(BoundedState, ForgetsWhatHasExpired) {
  const auto day = std::chrono::hours(24);
  ask_for_all();
  const std::vector<std::size_t> after_one = sizes();
  for (const std::size_t kept : after_one) {
    EXPECT_GE(kept, 1U);
  }
  for (int round = 0; round < 50; ++round) {
    // Longer than anything lives, and is remembered behind that.
    clock.at += day + day;
    ask_for_all();
    EXPECT_EQ(sizes(), after_one);
  }
}

TEST_F(BoundedState, HoldsAsManyAsComeInALifetime) {
  const auto lifetime = static_cast<std::size_t>(state.settings.lifetimes.access_token);
  constexpr std::size_t kRemembered =
      600;  // as long again, to tell an expired token from an unknown one
  constexpr std::size_t kRequests = 10'000;
  for (std::size_t i = 0; i < kRequests; ++i) {
    clock.at += std::chrono::seconds(1);
    expect(200, post("/token", Parameters{{"grant_type", "client_credentials"}}, {kBasic}));
    ASSERT_LE(state.access_tokens.size(), lifetime + kRemembered + 2);
  }
  EXPECT_GE(state.access_tokens.size(), lifetime);
}

}  // namespace
}  // namespace oauthspec::provider
