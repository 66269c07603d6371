// SPDX-License-Identifier: Apache-2.0
#include "mock_provider/shell/provider.h"

#include <atomic>
#include <sstream>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>

#include "mock_provider/testing/provider_fixture.h"

namespace oauthspec::provider {
namespace {

class ProviderService : public testing::ProviderTest {
 protected:
  static oauth::message::Request request(const std::string& path) {
    return {"GET", std::string(kOrigin) + path, {}, ""};
  }
};

TEST_F(ProviderService, LogsALineForEachRequestAndNoQuery) {
  std::ostringstream log;
  Provider provider(state, &log);
  EXPECT_EQ(provider.handle(request("/resource?access_token=secret")).response.status, 401);
  EXPECT_EQ(provider.handle(request("/case/one/jwks")).response.status, 200);
  EXPECT_EQ(provider.handle(request("/_control/transcript")).response.status, 200);
  EXPECT_EQ(log.str(),
            "GET http://127.0.0.1:8080/resource 401 invalid_token token_invalid\n"
            "GET http://127.0.0.1:8080/case/one/jwks 200\n");
}

TEST_F(ProviderService, NotesWhatWasNoRequest) {
  Provider provider(state);
  static_cast<void>(provider.handle(request("/jwks")));
  provider.malformed({.status = 400, .reason = "no Host header field", .octets = "GET / HTTP/1.1"});
  ASSERT_EQ(state.log.count(), 2U);
  const Exchange& exchange = state.log.at(2);
  EXPECT_EQ(exchange.number, 2U);
  EXPECT_EQ(exchange.reply.response.status, 400);
  EXPECT_FALSE(exchange.verdict.accepted);
  EXPECT_EQ(exchange.request.body, "GET / HTTP/1.1");
  EXPECT_TRUE(exchange.request.url.empty());
}

TEST_F(ProviderService, StreamsWhatCameToEachCase) {
  Provider provider(state);
  const auto stream = request("/case/one/_events");
  std::uint64_t position = provider.handle(stream).delivery.stream.value();
  EXPECT_EQ(provider.events(stream, position), "");
  static_cast<void>(provider.handle(request("/jwks")));
  EXPECT_EQ(provider.events(stream, position), "");
  static_cast<void>(provider.handle(request("/case/one/jwks")));
  EXPECT_TRUE(provider.events(stream, position).contains("event: exchange"));
  EXPECT_EQ(provider.events(stream, position), "");
}

TEST_F(ProviderService, MakesRequestsWaitWhileItIsHeld) {
  Provider provider(state);
  auto held = provider.hold();
  std::atomic<bool> answered = false;
  std::thread asking([&] {
    static_cast<void>(provider.handle(request("/jwks")));
    answered = true;
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_FALSE(answered);
  held.unlock();
  asking.join();
  EXPECT_TRUE(answered);
}

// ThreadSanitizer watches this one.
TEST_F(ProviderService, LetsOneRequestAfterTheOtherIn) {
  Provider provider(state);
  constexpr int kThreads = 4;
  constexpr int kRequests = 100;
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&] {
      for (int j = 0; j < kRequests; ++j) {
        static_cast<void>(provider.handle(request("/jwks")));
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(state.log.count(), static_cast<std::uint64_t>(kThreads * kRequests));
}

}  // namespace
}  // namespace oauthspec::provider
