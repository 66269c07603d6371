// SPDX-License-Identifier: Apache-2.0
#include "harness/http/client.h"

#include <chrono>
#include <string>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/http/request_writer.h"
#include "harness/http/testing/scripted_peer.h"
#include "harness/http/testing/test_server.h"

namespace oauthspec::http {
namespace {

using namespace std::chrono_literals;
using oauth::message::Request;
using oauth::message::Response;
using ::testing::EndsWith;
using testing::get;
using ::testing::HasSubstr;
using testing::ScriptedPeer;
using testing::TestServer;
using testing::text_reply;
using testing::trusting_options;

using Answer = std::expected<Response, TransportFailure>;

TransportCode code_of(const Answer& answer) {
  EXPECT_FALSE(answer);
  return answer ? TransportCode{} : answer.error().code;
}

// What the client makes of these octets, after which the peer closes.
Answer answer_of(const std::string& octets, const std::string& method = "GET",
                 ClientOptions options = trusting_options()) {
  ScriptedPeer peer(octets);
  return SocketTransport(std::move(options)).send({method, peer.url(), {}, {}});
}

TEST(SocketTransport, SendsTheRequestAsItIsWritten) {
  ScriptedPeer peer("HTTP/1.1 204 \r\n\r\n");
  Request request{"bREW",
                  peer.url() + "a%2fb/../c?x=%20&y#fragment",
                  {{"x-One", "1"}, {"hOST", "other"}, {"x-One", "2"}},
                  "pot"};
  EXPECT_EQ(SocketTransport().send(request)->status, 204);
  EXPECT_EQ(peer.received(),
            "bREW /a%2fb/../c?x=%20&y HTTP/1.1\r\nx-One: 1\r\nhOST: other\r\nx-One: "
            "2\r\nContent-Length: 3\r\n\r\npot");
}

TEST(SocketTransport, AddsWhatIsMissing) {
  ScriptedPeer peer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
  ClientOptions once;
  once.keep_alive = false;
  EXPECT_TRUE(SocketTransport(once).send({"POST", peer.url(), {}, {}}));
  const std::string authority = peer.url().substr(7, peer.url().size() - 8);
  EXPECT_EQ(peer.received(), "POST / HTTP/1.1\r\nHost: " + authority +
                                 "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
}

TEST(SocketTransport, ReadsEveryKindOfBody) {
  EXPECT_EQ(answer_of("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nabc")->body, "ab");
  EXPECT_EQ(answer_of("HTTP/1.1 200 OK\r\nTransfer-Encoding: "
                      "chunked\r\n\r\n1\r\na\r\n2;x=y\r\nbc\r\n0\r\nT: u\r\n\r\n")
                ->body,
            "abc");
  EXPECT_EQ(answer_of("HTTP/1.1 200 OK\r\n\r\nto the end")->body, "to the end");
  EXPECT_EQ(answer_of("HTTP/1.0 200 OK\r\n\r\nto the end")->body, "to the end");
  EXPECT_EQ(answer_of("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", "HEAD")->body, "");
  EXPECT_EQ(answer_of("HTTP/1.1 204 No\r\nContent-Length: 5\r\n\r\n")->status, 204);
  EXPECT_EQ(answer_of("HTTP/1.1 304 No\r\nContent-Length: 5\r\n\r\n")->status, 304);
}

TEST(SocketTransport, KeepsFieldsInOrderAndSpelling) {
  const auto response = answer_of(
      "HTTP/1.1 299 Odd\r\nSET-cookie: a\r\nX:\r\nSet-Cookie: b\r\nContent-Length: 0\r\n\r\n");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 299);
  ASSERT_EQ(response->headers.size(), 4U);
  EXPECT_EQ(response->headers[0].name, "SET-cookie");
  EXPECT_EQ(response->headers[1].value, "");
  EXPECT_EQ(response->headers[2].value, "b");
}

TEST(SocketTransport, PassesOverInterimResponses) {
  const auto response = answer_of(
      "HTTP/1.1 100 Continue\r\nX: y\r\n\r\nHTTP/1.1 103 Early\r\n\r\nHTTP/1.1 200 "
      "OK\r\nContent-Length: 1\r\n\r\nz");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->headers.size(), 1U);
  EXPECT_EQ(response->body, "z");
}

TEST(SocketTransport, RefusesWhatIsNoResponse) {
  for (const std::string& octets :
       {std::string("HELLO\r\n\r\n"), std::string("HTTP/1.1 20 OK\r\n\r\n"),
        std::string("HTTP/1.1 200 OK\nX: y\n\n"),
        std::string("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
        std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx\r\n"),
        std::string("HTTP/2.0 200 OK\r\n\r\n")}) {
    EXPECT_EQ(code_of(answer_of(octets)), TransportCode::response_malformed) << octets;
  }
}

TEST(SocketTransport, SaysWhenTheResponseIsNotWhole) {
  for (const std::string& octets :
       {std::string(), std::string("HTTP/1.1 200 OK\r\nX"),
        std::string("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc"),
        std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc"),
        std::string("HTTP/1.1 100 Continue\r\n\r\n")}) {
    EXPECT_EQ(code_of(answer_of(octets)), TransportCode::closed) << octets;
  }
}

TEST(SocketTransport, KeepsToItsLimits) {
  ClientOptions small = trusting_options();
  small.header_octets = 100;
  small.body_octets = 10;
  const std::string ok = "HTTP/1.1 200 OK\r\n";
  EXPECT_EQ(answer_of(ok + "Content-Length: 10\r\n\r\n0123456789", "GET", small)->body.size(), 10U);
  for (const std::string& octets :
       {ok + "Content-Length: 11\r\n\r\n0123456789a", ok + "\r\n0123456789a",
        ok + "X: " + std::string(200, 'x') + "\r\n\r\n",
        ok + "Transfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n6\r\nabcdef\r\n0\r\n\r\n",
        ok + "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(200, 'x'), [] {
          std::string interim;
          for (int i = 0; i < 10; ++i) {
            interim += "HTTP/1.1 100 Continue\r\n\r\n";
          }
          return interim;
        }()}) {
    EXPECT_EQ(code_of(answer_of(octets, "GET", small)), TransportCode::response_too_large)
        << octets;
  }
}

TEST(SocketTransport, GivesUpOnASilentPeer) {
  const TestServer server([](const Request& /*request*/) {
    Reply reply = text_reply("late");
    reply.delivery.delay = 1h;
    return reply;
  });
  ClientOptions hasty = trusting_options();
  hasty.timeout = 30ms;
  EXPECT_EQ(code_of(SocketTransport(hasty).send(get(server.url("/")))), TransportCode::timed_out);
  EXPECT_EQ(code_of(SocketTransport(hasty).send(get(server.url("/", true)))),
            TransportCode::timed_out);
}

TEST(SocketTransport, SaysThatNobodyListens) {
  std::string url;
  {
    const TestServer server;
    url = server.url("/");
  }
  EXPECT_EQ(code_of(SocketTransport().send(get(url))), TransportCode::refused);
}

TEST(SocketTransport, SaysThatThereIsNoSuchHost) {
  EXPECT_EQ(code_of(SocketTransport().send(get("http://no-such-host.invalid/"))),
            TransportCode::host_not_found);
}

TEST(SocketTransport, ConnectsWhereItIsTold) {
  const TestServer server;
  const std::uint16_t port = server.server->endpoints().front().port;
  ClientOptions options;
  options.addresses = {{"as.example", port, "127.0.0.1"}};
  const std::string url = "http://AS.example:" + std::to_string(port) + "/x";
  EXPECT_EQ(SocketTransport(options).send(get(url))->body, "GET " + url);
}

TEST(SocketTransport, RefusesWhatWouldBreakTheMessageApart) {
  for (const Request& request : std::vector<Request>{{"GET", "http://a/\r\nX: y", {}, {}},
                                                     {"GET", "http://a/ b", {}, {}},
                                                     {"GET", "/relative", {}, {}},
                                                     {"GET", "ftp://a/", {}, {}},
                                                     {"GET", "http:///", {}, {}},
                                                     {"GET", "http://a:70000/", {}, {}},
                                                     {"G ET", "http://a/", {}, {}},
                                                     {"", "http://a/", {}, {}},
                                                     {"GET", "http://a/", {{"X", "a\r\nY: b"}}, {}},
                                                     {"GET", "http://a/", {{"X: y\r\nZ", "a"}}, {}},
                                                     {"GET", "http://a/", {{"", "a"}}, {}}}) {
    EXPECT_EQ(code_of(SocketTransport().send(request)), TransportCode::url_invalid) << request.url;
  }
}

TEST(SocketTransport, ReplacesAKeptConnectionThatTheServerClosed) {
  ServerOptions options;
  options.limits.idle = 1ms;
  const TestServer server([](const Request& /*request*/) { return text_reply("ok"); }, options);
  SocketTransport transport(trusting_options());
  for (int i = 0; i < 2; ++i) {
    EXPECT_TRUE(transport.send({"POST", server.url("/"), {}, "x"}));
    const auto patience = std::chrono::steady_clock::now() + 5s;
    while (server.server->open_connections() > 0 && std::chrono::steady_clock::now() < patience) {
      std::this_thread::sleep_for(1ms);
    }
  }
  EXPECT_EQ(transport.connections_made(), 2U);
}

TEST(SocketTransport, ReadsTheAnswerOfAServerThatDidNotReadItAll) {
  const TestServer server;
  for (const bool tls : {false, true}) {
    const Request large{"POST", server.url("/", tls), {}, std::string(std::size_t{8} << 20U, 'x')};
    const auto response = SocketTransport(trusting_options()).send(large);
    ASSERT_TRUE(response) << response.error().detail;
    EXPECT_EQ(response->status, 413);
  }
}

TEST(SplitUrl, NormalisesNothing) {
  const auto url = split_url("HTTPS://user:pass@EXAMPLE.com?q#f").value();
  EXPECT_TRUE(url.tls);
  EXPECT_EQ(url.authority, "EXAMPLE.com");
  EXPECT_EQ(url.port, 443);
  EXPECT_EQ(url.target, "/?q");
  const auto address = split_url("http://[::1]:8080//a/./%7e").value();
  EXPECT_EQ(address.host, "::1");
  EXPECT_EQ(address.authority, "[::1]:8080");
  EXPECT_EQ(address.port, 8080);
  EXPECT_EQ(address.target, "//a/./%7e");
}

}  // namespace
}  // namespace oauthspec::http
