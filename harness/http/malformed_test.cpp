// SPDX-License-Identifier: Apache-2.0
// What is no request, or too much of one, gets its answer and does no harm to the others.
#include <chrono>
#include <ostream>
#include <string>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/http/testing/test_server.h"

namespace oauthspec::http {
namespace {

using namespace std::chrono_literals;
using oauth::message::Request;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using testing::get;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;
using testing::TestServer;
using testing::text_reply;
using testing::trusting_options;

struct Case {
  const char* name;
  std::string octets;
  int status;

  friend std::ostream& operator<<(std::ostream& out, const Case& shown) {
    return out << shown.name;
  }
};

std::string with_fields(const std::string& fields, const std::string& body = "") {
  return "POST / HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n" + body;
}

std::vector<Case> cases() {
  return {
      {"NoHost", "GET / HTTP/1.1\r\n\r\n", 400},
      {"TwoHosts", "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400},
      {"HostThatIsNone", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400},
      {"HostWithUserinfo", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", 400},
      {"HostWithPath", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400},
      {"FoldedLine", with_fields("X: a\r\n b\r\n"), 400},
      {"FoldedLineByTab", with_fields("X: a\r\n\tb\r\n"), 400},
      {"FoldedFirstLine", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400},
      {"BareLf", "GET / HTTP/1.1\nHost: a\n\n", 400},
      {"BareLfInFields", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", 400},
      {"BareCr", "GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", 400},
      {"NulInValue", with_fields(std::string("X: a\0b\r\n", 8)), 400},
      {"NulInTarget", std::string("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n", 29), 400},
      {"SpaceBeforeColon", with_fields("X : a\r\n"), 400},
      {"NoColon", with_fields("X\r\n"), 400},
      {"EmptyFieldName", with_fields(": a\r\n"), 400},
      {"ControlInName", with_fields("X\x01: a\r\n"), 400},
      {"LengthAndCoding",
       with_fields("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
      {"CodingAndLength",
       with_fields("Transfer-Encoding: chunked\r\nContent-Length: 1\r\n", "0\r\n\r\n"), 400},
      {"LengthsThatDiffer", with_fields("Content-Length: 1\r\nContent-Length: 2\r\n", "ab"), 400},
      {"LengthWithSign", with_fields("Content-Length: +1\r\n", "a"), 400},
      {"NegativeLength", with_fields("Content-Length: -1\r\n"), 400},
      {"HexLength", with_fields("Content-Length: 0x1\r\n"), 400},
      {"EmptyLength", with_fields("Content-Length:\r\n"), 400},
      {"LengthBeyondNumbers", with_fields("Content-Length: 99999999999999999999999\r\n"), 400},
      {"ChunkedInHttp10",
       "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400},
      {"OtherCoding", with_fields("Transfer-Encoding: gzip\r\n"), 501},
      {"CodingBeforeChunked", with_fields("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"),
       501},
      {"ChunkedTwice",
       with_fields("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
       400},
      {"ChunkSizeThatIsNone", with_fields("Transfer-Encoding: chunked\r\n", "x\r\n"), 400},
      {"ChunkLongerThanItsSize",
       with_fields("Transfer-Encoding: chunked\r\n", "1\r\nab\r\n0\r\n\r\n"), 400},
      {"LfInChunkExtension",
       with_fields("Transfer-Encoding: chunked\r\n", "1;\nx\r\na\r\n0\r\n\r\n"), 400},
      {"Expectation", with_fields("Expect: the-unexpected\r\n"), 417},
      {"Fragment", "GET /#a HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"RelativeTarget", "GET a HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"OtherScheme", "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"AsteriskForGet", "GET * HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"Connect", "CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n", 501},
      {"NoVersion", "GET /\r\n\r\n", 400},
      {"Http2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
      {"LowerCaseVersion", "GET / http/1.1\r\nHost: a\r\n\r\n", 400},
      {"TwoSpaces", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"NoMethod", " / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"MethodThatIsNoToken", "G(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"ClientHello", std::string("\x16\x03\x01\x00\x05hello\r\n\r\n", 14), 400},
      {"Binary", std::string("\x00\xff\xfe\x80\r\n\r\n", 8), 400},
      {"LongLine", "GET /" + std::string(20'000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n", 414},
      {"LongField", with_fields("X: " + std::string(20'000, 'a') + "\r\n"), 431},
      {"LongBody", with_fields("Content-Length: 2000000\r\n"), 413},
      {"LongChunk", with_fields("Transfer-Encoding: chunked\r\n", "ffffff\r\n"), 413},
      {"LongChunkExtension",
       with_fields("Transfer-Encoding: chunked\r\n", "1;a=" + std::string(40'000, 'a')), 413},
  };
}

class Malformed : public ::testing::TestWithParam<Case> {};
INSTANTIATE_TEST_SUITE_P(Server, Malformed, ::testing::ValuesIn(cases()),
                         [](const auto& tested) { return std::string(tested.param.name); });

TEST_P(Malformed, IsAnsweredAndClosedAndReported) {
  TestServer server;
  const RawAnswer answer = server.answer_to(GetParam().octets);
  EXPECT_EQ(answer.end, RawEnd::ended);
  const RawResponses parsed = parse_responses(answer.octets, true);
  ASSERT_EQ(parsed.responses.size(), 1U) << answer.octets;
  EXPECT_EQ(parsed.responses[0].status, GetParam().status) << answer.octets;
  EXPECT_EQ(oauth::message::find_header(parsed.responses[0].headers, "Connection"), "close");
  ASSERT_EQ(server.service.reasons().size(), 1U);
  EXPECT_EQ(server.service.reasons()[0] + "\n", parsed.responses[0].body);
  SocketTransport other(trusting_options());
  EXPECT_TRUE(other.send(get(server.url("/"))));
}

TEST_P(Malformed, IsAnsweredBehindARequestThatWasRight) {
  const TestServer server;
  const RawAnswer answer =
      server.answer_to("GET /first HTTP/1.1\r\nHost: a\r\n\r\n" + GetParam().octets);
  const RawResponses parsed = parse_responses(answer.octets, true);
  ASSERT_EQ(parsed.responses.size(), 2U) << answer.octets;
  EXPECT_THAT(parsed.responses[0].body, EndsWith("/first"));
  EXPECT_EQ(parsed.responses[1].status, GetParam().status);
}

TEST(RequestTarget, MayBeAbsoluteOrAnAsterisk) {
  const TestServer server;
  EXPECT_THAT(
      server.answer_to("GET http://b:1/x?y HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
          .octets,
      EndsWith("\r\n\r\nGET http://b:1/x?y"));
  EXPECT_THAT(server.answer_to("OPTIONS * HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").octets,
              EndsWith("\r\n\r\nOPTIONS http://a"));
  EXPECT_THAT(server.answer_to("GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n").octets,
              EndsWith("\r\n\r\nGET " + server.url("/")));
}

TEST(Endings, WithinARequestAreAnswered) {
  TestServer server;
  for (const std::string& octets :
       {std::string("GET / HT"), with_fields("Content-Length: 5\r\n", "abc")}) {
    RawClient client = server.connect();
    ASSERT_TRUE(client.send(octets));
    client.end_writing();
    EXPECT_THAT(client.read_to_end().octets, StartsWith("HTTP/1.1 400 "));
  }
  EXPECT_THAT(server.service.reasons(), ElementsAre(HasSubstr("ended"), HasSubstr("ended")));
}

TEST(Endings, WithoutARequestAreNone) {
  TestServer server;
  RawClient client = server.connect();
  client.end_writing();
  EXPECT_THAT(client.read_to_end().octets, IsEmpty());
  {
    RawClient rude = server.connect();
    rude.reset_on_close();
  }
  EXPECT_THAT(server.service.reasons(), IsEmpty());
}

ServerOptions hasty() {
  ServerOptions options;
  options.limits.idle = 60ms;
  options.limits.header = 60ms;
  options.limits.body = 60ms;
  options.limits.write = 60ms;
  return options;
}

TestServer hasty_server() {
  return TestServer([](const Request& /*request*/) { return text_reply("ok"); }, hasty());
}

TEST(TimeLimits, CloseAConnectionThatSaysNothing) {
  TestServer server = hasty_server();
  for (const bool tls : {false, true}) {
    RawClient client = server.connect(tls);
    const RawAnswer answer = client.read_to_end();
    EXPECT_EQ(answer.end, RawEnd::ended);
    EXPECT_EQ(answer.octets, "");
  }
  EXPECT_THAT(server.service.reasons(), IsEmpty());
}

TEST(TimeLimits, Answer408ToHalfARequest) {
  const TestServer server = hasty_server();
  for (const bool tls : {false, true}) {
    for (const std::string& octets :
         {std::string("GET / HTTP/1.1\r\nHo"), with_fields("Content-Length: 5\r\n", "abc")}) {
      RawClient client = server.connect(tls);
      ASSERT_TRUE(client.send(octets));
      EXPECT_THAT(client.read_to_end().octets, StartsWith("HTTP/1.1 408 Request Timeout\r\n"));
    }
  }
}

TEST(TimeLimits, AreNotPutOffByAnOctetNowAndThen) {
  const TestServer server = hasty_server();
  RawClient client = server.connect();
  const auto before = std::chrono::steady_clock::now();
  ASSERT_TRUE(client.send("GET / HTTP/1.1\r\nHost: a\r\n"));
  // Sending fails at the latest when the connection has been closed.
  for (int i = 0; i < 1000 && client.send("X: y\r\n"); ++i) {
    std::this_thread::sleep_for(5ms);
  }
  EXPECT_THAT(client.read_to_end().octets, StartsWith("HTTP/1.1 408 "));
  EXPECT_LT(std::chrono::steady_clock::now() - before, 4s);
}

TEST(TimeLimits, CloseAConnectionThatTakesNoResponse) {
  TestServer server(
      [](const Request& /*request*/) {
        return text_reply(std::string(std::size_t{64} << 20U, 'x'));
      },
      hasty());
  RawClient client = server.connect();
  ASSERT_TRUE(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
  const auto patience = std::chrono::steady_clock::now() + 10s;
  std::this_thread::sleep_for(20ms);
  while (server.server->open_connections() > 0 && std::chrono::steady_clock::now() < patience) {
    std::this_thread::sleep_for(1ms);
  }
  EXPECT_EQ(server.server->open_connections(), 0U);
}

TEST(TimeLimits, EndATlsHandshakeThatDoesNotCome) {
  TestServer server = hasty_server();
  RawTarget plain;
  plain.port = server.server->endpoints()[1].port;
  RawClient client = RawClient::open(plain).value();
  EXPECT_THAT(client.read_to_end().octets, IsEmpty());
  EXPECT_THAT(server.service.reasons(), ElementsAre(HasSubstr("TLS handshake")));
}

TEST(ConnectionLimit, TurnsAwayAndGoesOn) {
  ServerOptions options;
  options.limits.connections = 2;
  const TestServer server([](const Request& /*request*/) { return text_reply("ok"); }, options);
  const std::string request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  {
    RawClient first = server.connect();
    RawClient second = server.connect();
    ASSERT_TRUE(first.send(request));
    ASSERT_TRUE(second.send(request));
    ASSERT_EQ(first.read_responses(1).end, RawEnd::whole);
    ASSERT_EQ(second.read_responses(1).end, RawEnd::whole);
    EXPECT_THAT(server.connect().read_to_end().octets,
                StartsWith("HTTP/1.1 503 Service Unavailable\r\n"));
    RawTarget tls;
    tls.port = server.server->endpoints()[1].port;
    EXPECT_EQ(RawClient::open(tls)->read_to_end().octets, "");
    ASSERT_TRUE(first.send(request));
    EXPECT_EQ(first.read_responses(1).end, RawEnd::whole);
  }
  const auto patience = std::chrono::steady_clock::now() + 5s;
  while (server.server->open_connections() > 0 && std::chrono::steady_clock::now() < patience) {
    std::this_thread::sleep_for(1ms);
  }
  SocketTransport transport(trusting_options());
  EXPECT_EQ(transport.send(get(server.url("/")))->status, 200);
}

TEST(ConnectionLimit, HoldsManyConnectionsAtOnce) {
  // Both ends are ours, and each client has an io_context: as many as fit into an unraised limit of 1024 open files.
  constexpr std::size_t kConnections = 150;
  const TestServer server;
  std::vector<RawClient> clients;
  for (std::size_t i = 0; i < kConnections; ++i) {
    clients.push_back(server.connect());
  }
  for (RawClient& client : clients) {
    ASSERT_TRUE(client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
  }
  for (RawClient& client : clients) {
    EXPECT_EQ(client.read_responses(1).end, RawEnd::whole);
  }
  EXPECT_EQ(server.server->open_connections(), kConnections);
}

}  // namespace
}  // namespace oauthspec::http
