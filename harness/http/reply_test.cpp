// SPDX-License-Identifier: Apache-2.0
// Every member of Delivery, over real sockets.
#include "harness/http/reply.h"

#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/http/testing/test_server.h"

namespace oauthspec::http {
namespace {

using namespace std::chrono_literals;
using ::testing::EndsWith;
using testing::get;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using testing::TestServer;
using testing::text_reply;
using testing::trusting_options;
using Time = std::chrono::steady_clock;

TestServer server_with(const Delivery& delivery, const std::string& body = "0123456789",
                       ServerOptions options = {}) {
  return TestServer(
      [delivery, body](const auto& /*request*/) {
        Reply reply = text_reply(body);
        reply.delivery = delivery;
        return reply;
      },
      std::move(options));
}

const std::string kGet = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

class OverEach : public ::testing::TestWithParam<bool> {};
INSTANTIATE_TEST_SUITE_P(Scheme, OverEach, ::testing::Values(false, true),
                         [](const auto& tested) { return tested.param ? "https" : "http"; });

TEST_P(OverEach, WithoutADeliveryTheResponseComesWholeAndTheConnectionStays) {
  const TestServer server = server_with({});
  SocketTransport transport(trusting_options());
  for (int i = 0; i < 3; ++i) {
    const auto response = transport.send(get(server.url("/", GetParam())));
    ASSERT_TRUE(response) << response.error().detail;
    EXPECT_EQ(response->body, "0123456789");
  }
  EXPECT_EQ(transport.connections_made(), 1U);
}

TEST_P(OverEach, DelayKeepsEveryOctetBack) {
  Delivery delivery;
  delivery.delay = 60ms;
  const TestServer server = server_with(delivery);
  SocketTransport transport(trusting_options());
  const auto before = Time::now();
  const auto response = transport.send(get(server.url("/", GetParam())));
  EXPECT_GE(Time::now() - before, 60ms);
  ASSERT_TRUE(response);
  EXPECT_EQ(response->body, "0123456789");
}

TEST_P(OverEach, PaceSendsAFewOctetsAtATime) {
  Delivery delivery;
  delivery.pace = 5ms;
  delivery.pace_octets = 40;
  const TestServer server = server_with(delivery);
  RawClient client = server.connect(GetParam());
  const auto before = Time::now();
  ASSERT_TRUE(client.send(kGet));
  const RawAnswer answer = client.read_responses(1);
  ASSERT_EQ(answer.end, RawEnd::whole);
  EXPECT_THAT(answer.octets, EndsWith("0123456789"));
  const auto pieces = static_cast<std::int64_t>(answer.octets.size() + 39) / 40;
  EXPECT_GE(Time::now() - before, 5ms * (pieces - 1));
}

TEST_P(OverEach, CutAfterSendsTheWholeLengthAndOnlySoManyOctets) {
  Delivery delivery;
  delivery.cut_after = 4;
  const TestServer server = server_with(delivery);
  RawClient client = server.connect(GetParam());
  ASSERT_TRUE(client.send(kGet));
  const RawAnswer answer = client.read_to_end();
  EXPECT_EQ(answer.end, RawEnd::ended);
  EXPECT_THAT(answer.octets, HasSubstr("Content-Length: 10\r\n"));
  EXPECT_THAT(answer.octets, EndsWith("\r\n\r\n0123"));
  SocketTransport transport(trusting_options());
  const auto response = transport.send(get(server.url("/", GetParam())));
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().code, TransportCode::closed);
}

TEST_P(OverEach, DropClosesAndSendsNothing) {
  Delivery delivery;
  delivery.drop = true;
  const TestServer server = server_with(delivery);
  RawClient client = server.connect(GetParam());
  ASSERT_TRUE(client.send(kGet));
  const RawAnswer answer = client.read_to_end();
  EXPECT_EQ(answer.end, RawEnd::ended);
  EXPECT_EQ(answer.octets, "");
}

TEST(Delivery, DropOnAKeptConnectionIsNoReasonToAskAgain) {
  int asked = 0;
  const TestServer server([&asked](const auto& /*request*/) {
    Reply reply = text_reply("ok");
    reply.delivery.drop = ++asked == 2;
    return reply;
  });
  SocketTransport transport(trusting_options());
  EXPECT_TRUE(transport.send(get(server.url("/"))));
  const auto dropped = transport.send(get(server.url("/")));
  ASSERT_FALSE(dropped);
  EXPECT_EQ(dropped.error().code, TransportCode::closed);
  EXPECT_TRUE(transport.send(get(server.url("/"))));
  server.server->stop(0ms);
  EXPECT_EQ(asked, 3);
}

TEST_P(OverEach, ResetEndsWhatIsClosedWithAReset) {
  Delivery delivery;
  delivery.drop = true;
  delivery.reset = true;
  const TestServer server = server_with(delivery);
  RawClient client = server.connect(GetParam());
  ASSERT_TRUE(client.send(kGet));
  EXPECT_EQ(client.read_to_end().end, RawEnd::reset);
}

TEST(Delivery, ResetBehindACutBodyStillDeliversWhatIsBeforeTheCut) {
  Delivery delivery;
  delivery.cut_after = 100'000;
  delivery.reset = true;
  const TestServer server = server_with(delivery, std::string(200'000, 'x'));
  RawClient client = server.connect();
  ASSERT_TRUE(client.send(kGet));
  const RawAnswer answer = client.read_to_end();
  EXPECT_EQ(answer.end, RawEnd::reset);
  EXPECT_EQ(answer.octets.size() - answer.octets.find("\r\n\r\n") - 4, 100'000U);
}

TEST_P(OverEach, CloseSaysSoAndCloses) {
  Delivery delivery;
  delivery.close = true;
  const TestServer server = server_with(delivery);
  RawClient client = server.connect(GetParam());
  ASSERT_TRUE(client.send(kGet));
  const RawAnswer answer = client.read_to_end();
  EXPECT_EQ(answer.end, RawEnd::ended);
  EXPECT_THAT(answer.octets, HasSubstr("Connection: close\r\n"));
  EXPECT_THAT(answer.octets, EndsWith("\r\n\r\n0123456789"));
}

TEST_P(OverEach, StreamGoesOnWithEventsAndHeartbeats) {
  Delivery delivery;
  delivery.stream = 1;
  ServerOptions options;
  options.event_interval = 5ms;
  options.heartbeat = 20ms;
  const TestServer server = server_with(delivery, "data: first\n\n", options);
  RawClient client = server.connect(GetParam());
  ASSERT_TRUE(client.send(kGet));
  const RawAnswer answer = client.read_until("\n\n:\n\n:\n\n");
  ASSERT_EQ(answer.end, RawEnd::whole);
  EXPECT_THAT(answer.octets, HasSubstr("Content-Type: text/plain\r\n"));
  EXPECT_THAT(answer.octets, Not(HasSubstr("Content-Length")));
  EXPECT_THAT(answer.octets, HasSubstr("\r\n\r\ndata: first\n\ndata: GET2\n\ndata: GET3\n\n:\n\n"));
}

TEST(Delivery, StreamHasItsTypeWhereNoneIsGiven) {
  const TestServer server([](const auto& /*request*/) {
    Reply reply;
    reply.delivery.stream = 0;
    return reply;
  });
  RawClient client = server.connect();
  ASSERT_TRUE(client.send(kGet));
  const RawAnswer answer = client.read_until("GET1");
  EXPECT_THAT(answer.octets, HasSubstr("Content-Type: text/event-stream\r\n"));
  EXPECT_THAT(answer.octets, HasSubstr("Cache-Control: no-store\r\n"));
}

TEST(Delivery, StreamEndsWhenThePeerLeaves) {
  Delivery delivery;
  delivery.stream = 0;
  ServerOptions options;
  options.event_interval = 5ms;
  const TestServer server = server_with(delivery, "", options);
  {
    RawClient client = server.connect();
    ASSERT_TRUE(client.send(kGet));
    ASSERT_EQ(client.read_until("GET3").end, RawEnd::whole);
    EXPECT_EQ(server.server->open_connections(), 1U);
  }
  const auto patience = Time::now() + 5s;
  while (server.server->open_connections() > 0 && Time::now() < patience) {
    std::this_thread::sleep_for(1ms);
  }
  EXPECT_EQ(server.server->open_connections(), 0U);
}

TEST(Delivery, FieldsThatWouldBreakTheResponseApartMakeA500) {
  for (const std::string& value : {std::string("/\r\nSet-Cookie: a=b"), std::string("/\n"),
                                   std::string("/\r"), std::string("a\0b", 3)}) {
    const TestServer server([&value](const auto& /*request*/) {
      Reply reply;
      reply.response.headers = {{"Location", value}};
      return reply;
    });
    const RawAnswer answer = server.answer_to(kGet);
    EXPECT_THAT(answer.octets, StartsWith("HTTP/1.1 500 "));
    EXPECT_THAT(answer.octets, Not(HasSubstr("Set-Cookie")));
  }
}

TEST(Delivery, AFailingServiceIsA500AndNotTheEnd) {
  const TestServer server([](const auto& request) {
    if (request.url.ends_with("/throw")) {
      throw std::runtime_error("a bug");
    }
    return text_reply("ok");
  });
  SocketTransport transport(trusting_options());
  EXPECT_EQ(transport.send(get(server.url("/throw")))->status, 500);
  EXPECT_EQ(transport.send(get(server.url("/")))->status, 200);
}

}  // namespace
}  // namespace oauthspec::http
