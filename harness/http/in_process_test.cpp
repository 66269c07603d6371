// SPDX-License-Identifier: Apache-2.0
#include "harness/http/in_process.h"

#include <chrono>
#include <optional>
#include <string>

#include <gtest/gtest.h>

namespace oauthspec::http {
namespace {

using namespace std::chrono_literals;
using oauth::message::Request;

Reply reply_with(const Delivery& delivery) {
  Reply reply;
  reply.response.body = "0123456789";
  reply.delivery = delivery;
  return reply;
}

TEST(InProcessTransport, HandsOverWhatAServerWouldSee) {
  Request seen;
  InProcessTransport transport([&seen](const Request& request) {
    seen = request;
    return Reply{};
  });
  EXPECT_TRUE(transport.send({"POST", "https://user@as.example:8443/a?b#c", {{"X", "y"}}, "body"}));
  EXPECT_EQ(seen.url, "https://as.example:8443/a?b");
  ASSERT_EQ(seen.headers.size(), 3U);
  EXPECT_EQ(seen.headers[0].name, "Host");
  EXPECT_EQ(seen.headers[0].value, "as.example:8443");
  EXPECT_EQ(seen.headers[2].name, "Content-Length");
  EXPECT_EQ(seen.headers[2].value, "4");
}

TEST(InProcessTransport, FailsWhereTheConnectionWouldEnd) {
  Delivery drop;
  drop.drop = true;
  Delivery cut;
  cut.cut_after = 4;
  for (const Delivery& delivery : {drop, cut}) {
    InProcessTransport transport(
        [&delivery](const Request& /*request*/) { return reply_with(delivery); });
    const auto response = transport.send({"GET", "http://a/", {}, {}});
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code, TransportCode::closed);
  }
}

TEST(InProcessTransport, TellsOfTimeInsteadOfWaiting) {
  Delivery delivery;
  delivery.delay = 1h;
  delivery.pace = 1h;
  std::optional<Delivery> told;
  InProcessTransport transport(
      [&delivery](const Request& /*request*/) { return reply_with(delivery); },
      [&told](const Delivery& what) { told = what; });
  EXPECT_EQ(transport.send({"GET", "http://a/", {}, {}})->body, "0123456789");
  ASSERT_TRUE(told);
  EXPECT_EQ(told->delay, 1h);
}

TEST(InProcessTransport, LeavesOutABodyThatIsNotSent) {
  InProcessTransport transport([](const Request& /*request*/) { return reply_with({}); });
  EXPECT_EQ(transport.send({"HEAD", "http://a/", {}, {}})->body, "");
  EXPECT_EQ(transport.send({"GET", "http://a/", {}, {}})->body, "0123456789");
}

TEST(InProcessTransport, RefusesWhatASocketWouldRefuse) {
  InProcessTransport transport([](const Request& /*request*/) { return Reply{}; });
  EXPECT_EQ(transport.send({"GET", "/a", {}, {}}).error().code, TransportCode::url_invalid);
  EXPECT_EQ(transport.send({"GET", "http://a/", {{"X", "a\nb"}}, {}}).error().code,
            TransportCode::url_invalid);
}

}  // namespace
}  // namespace oauthspec::http
