// SPDX-License-Identifier: Apache-2.0
// Of several requests that race for what is good once, exactly one wins: threads against the service, and connections against a server.
#include <barrier>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "harness/http/client.h"
#include "harness/http/in_process.h"
#include "harness/http/server.h"
#include "harness/reference/oauth1/client.h"
#include "mock_provider/shell/provider.h"
#include "mock_provider/testing/provider_fixture.h"

namespace oauthspec::provider {
namespace {

using oauth::message::Parameters;
using oauth::message::Request;

constexpr std::size_t kRacers = 4;
constexpr std::string_view kCallback = "https://client.example/callback";

Settings nobody_is_asked() {
  Settings settings;
  settings.automatic_user = "alice";
  return settings;
}

/// Whether the racers come over sockets, or call the service themselves.
class Race : public testing::ProviderTest, public ::testing::WithParamInterface<bool> {
 protected:
  Race() : ProviderTest(nobody_is_asked()) {
    if (GetParam()) {
      http::ServerOptions options;
      options.threads = 2;
      server_ = http::Server::start(service_, options).value();
      state.settings.origins = {server_->endpoints().front().origin};
    }
  }

  [[nodiscard]] const std::string& origin() const { return state.settings.origins.front(); }
  // Fewer over sockets, where each takes longer.
  [[nodiscard]] static int rounds() { return GetParam() ? 5 : 25; }

  [[nodiscard]] Request token_request(const Parameters& form) const {
    return {"POST",
            origin() + "/token",
            {{"Authorization", "Basic Y2xpZW50OnNlY3JldA=="},  // client:secret
             {"Content-Type", "application/x-www-form-urlencoded"}},
            oauth::message::write_form(form)};
  }

  [[nodiscard]] Grant grant() {
    return {.family = state.next_family(),
            .client_id = "client",
            .subject = "alice",
            .scope = {"read"},
            .resources = {},
            .authorized_at = state.now()};
  }

  /// A request signed by the client, in its own name, another nonce in each.
  [[nodiscard]] oauth::oauth1::Client signing_client() {
    return {oauth::crypto::openssl(), clock, random, {"client", oauth::Secret("secret"), nullptr}};
  }

  /// Sends all at the same moment, each on a thread of its own.
  ///
  /// Output: how many were answered with this status.
  [[nodiscard]] int winners(const std::vector<Request>& requests, int status) {
    std::barrier start(static_cast<std::ptrdiff_t>(requests.size()));
    std::vector<int> statuses(requests.size());
    std::vector<std::thread> racers;
    for (std::size_t i = 0; i < requests.size(); ++i) {
      racers.emplace_back([this, &start, &requests, &statuses, i] {
        const auto transport = make_transport();
        start.arrive_and_wait();
        const auto response = transport->send(requests[i]);
        statuses[i] = response ? response->status : 0;
      });
    }
    for (std::thread& racer : racers) {
      racer.join();
    }
    int won = 0;
    for (const int got : statuses) {
      EXPECT_TRUE(got == status || got == 400 || got == 401) << got;
      won += got == status ? 1 : 0;
    }
    return won;
  }
  [[nodiscard]] int winners_of(const Request& request, int status = 200) {
    return winners(std::vector<Request>(kRacers, request), status);
  }

 private:
  [[nodiscard]] std::unique_ptr<http::Transport> make_transport() {
    if (GetParam()) {
      return std::make_unique<http::SocketTransport>();
    }
    return std::make_unique<http::InProcessTransport>(
        [this](const Request& request) { return service_.handle(request); });
  }

  Provider service_{state};
  std::unique_ptr<http::Server> server_;  // goes first, with its threads
};

INSTANTIATE_TEST_SUITE_P(Racers, Race, ::testing::Bool(), [](const auto& tested) {
  return std::string(tested.param ? "OverSockets" : "InProcess");
});

// RFC6749-4.1.2-6
TEST_P(Race, ForACode) {
  for (int round = 0; round < rounds(); ++round) {
    CodeRecord record;
    record.code = oauth::Secret::take(state.random_text());
    record.grant = grant();
    record.expires = state.now() + 60;
    const Request request =
        token_request({{"grant_type", "authorization_code"}, {"code", record.code.reveal()}});
    state.codes.add(std::move(record));
    EXPECT_EQ(winners_of(request), 1);
  }
}

// RFC9700-4.14.2-3
TEST_P(Race, ForARefreshToken) {
  for (int round = 0; round < rounds(); ++round) {
    RefreshTokenRecord record;
    record.token = oauth::Secret::take(state.random_text());
    record.grant = grant();
    record.issued = state.now();
    record.expires = state.now() + 60;
    const Request request =
        token_request({{"grant_type", "refresh_token"}, {"refresh_token", record.token.reveal()}});
    state.refresh_tokens.add(std::move(record));
    EXPECT_EQ(winners_of(request), 1);
  }
}

// RFC8628-3.5-6
TEST_P(Race, ForADeviceCode) {
  for (int round = 0; round < rounds(); ++round) {
    DeviceRecord record;
    record.device_code = oauth::Secret::take(state.random_text());
    record.user_code = "BCDF-GHJK";
    record.grant = grant();
    record.decision = Decision::allowed;
    record.expires = state.now() + 60;
    const Request request =
        token_request({{"grant_type", "urn:ietf:params:oauth:grant-type:device_code"},
                       {"device_code", record.device_code.reveal()}});
    state.devices.add(std::move(record));
    EXPECT_EQ(winners_of(request), 1);
  }
}

// RFC9126-4-3
TEST_P(Race, ForARequestUri) {
  for (int round = 0; round < rounds(); ++round) {
    PushedRecord record;
    record.request_uri = oauth::Secret::take(state.random_text());
    record.client_id = "client";
    record.request.response_type = "code";
    record.request.client_id = "client";
    record.request.redirect_uri = std::string(kCallback);
    record.expires = state.now() + 60;
    const Parameters query{{"client_id", "client"},
                           {"request_uri", "urn:ietf:params:oauth:request_uri:" +
                                               std::string(record.request_uri.reveal())}};
    state.pushed.add(std::move(record));
    EXPECT_EQ(
        winners_of({"GET", origin() + "/authorize?" + oauth::message::write_form(query), {}, {}},
                   302),
        1);
  }
}

// RFC5849-2.3-6: each racer signs with a nonce of its own, so that only the verifier is in the way.
TEST_P(Race, ForAVerifier) {
  auto client = signing_client();
  for (int round = 0; round < rounds(); ++round) {
    TemporaryRecord record;
    record.key = oauth::Secret::take(state.random_text());
    record.secret = oauth::Secret("temporary secret");
    record.client_id = "client";
    record.callback = kCallback;
    record.decision = Decision::allowed;
    record.subject = "alice";
    record.verifier = oauth::Secret("verifier");
    record.expires = state.now() + 60;
    std::vector<Request> requests;
    for (std::size_t i = 0; i < kRacers; ++i) {
      requests.push_back(client
                             .token_credentials_request(
                                 origin() + "/oauth1/token",
                                 {std::string(record.key.reveal()), record.secret}, "verifier")
                             .value());
    }
    state.temporary.add(std::move(record));
    EXPECT_EQ(winners(requests, 200), 1);
  }
}

// RFC5849-3.3-3
TEST_P(Race, ForANonce) {
  auto client = signing_client();
  for (int round = 0; round < rounds(); ++round) {
    const auto request =
        client.temporary_credentials_request(origin() + "/oauth1/initiate", kCallback);
    EXPECT_EQ(winners_of(request.value()), 1);
  }
}

// What is good more than once is so for each: else a provider that answers one request in four would pass, too.
TEST_P(Race, HasNoLoserWhereNothingIsUsedUp) {
  EXPECT_EQ(winners_of(token_request({{"grant_type", "client_credentials"}})),
            static_cast<int>(kRacers));
}

}  // namespace
}  // namespace oauthspec::provider
