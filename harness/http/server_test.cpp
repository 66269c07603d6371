// SPDX-License-Identifier: Apache-2.0
#include "harness/http/server.h"

#include <atomic>
#include <chrono>
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
using ::testing::EndsWith;
using testing::get;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using testing::TestServer;
using testing::text_reply;
using testing::trusting_options;

TEST(Server, GivesTheServiceTheRequestAsItWasSent) {
  Request seen;
  const TestServer server([&seen](const Request& request) {
    seen = request;
    return text_reply("ok");
  });
  const std::string request =
      "PATCH /a%2fb/../c?x=%20&y HTTP/1.1\r\nhost: Example.com:99\r\nX-One:  1 \r\nx-ONE: "
      "2\r\nContent-Length: 3\r\n"
      "Connection: close\r\n\r\n";
  static_cast<void>(server.answer_to(request + std::string("b\0d", 3)));
  server.server->stop(1s);
  EXPECT_EQ(seen.method, "PATCH");
  EXPECT_EQ(seen.url, "http://Example.com:99/a%2fb/../c?x=%20&y");
  ASSERT_EQ(seen.headers.size(), 5U);
  EXPECT_EQ(seen.headers[0].name, "host");
  EXPECT_EQ(seen.headers[1].name, "X-One");
  EXPECT_EQ(seen.headers[1].value, "1");
  EXPECT_EQ(seen.headers[2].name, "x-ONE");
  EXPECT_EQ(seen.headers[2].value, "2");
  EXPECT_EQ(seen.body, std::string("b\0d", 3));
}

TEST(Server, ForgetsTheFieldsOfTheRequestBefore) {
  const TestServer server([](const Request& request) {
    return text_reply(std::to_string(request.headers.size()) + request.body);
  });
  RawClient client = server.connect();
  ASSERT_TRUE(
      client.send("POST / HTTP/1.1\r\nHost: a\r\nA: 1\r\nB: 2\r\nContent-Length: 1\r\n\r\nxGET / "
                  "HTTP/1.1\r\nHost: a\r\n\r\n"));
  const auto parsed = parse_responses(client.read_responses(2).octets, false);
  ASSERT_EQ(parsed.responses.size(), 2U);
  EXPECT_EQ(parsed.responses[0].body, "4x");
  EXPECT_EQ(parsed.responses[1].body, "1");
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
  const TestServer server([](const Request& request) {
    Reply reply = text_reply(request.url.substr(request.url.rfind('/')));
    if (reply.response.body == "/3") {
      reply.delivery.delay = 20ms;
    }
    return reply;
  });
  constexpr std::size_t kRequests = 200;
  std::string octets;
  for (std::size_t i = 0; i < kRequests; ++i) {
    octets += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: a\r\n\r\n";
  }
  RawClient client = server.connect();
  ASSERT_TRUE(client.send(octets));
  const RawAnswer answer = client.read_responses(kRequests);
  ASSERT_EQ(answer.end, RawEnd::whole);
  const RawResponses parsed = parse_responses(answer.octets, false);
  ASSERT_EQ(parsed.responses.size(), kRequests);
  for (std::size_t i = 0; i < kRequests; ++i) {
    EXPECT_EQ(parsed.responses[i].body, "/" + std::to_string(i));
  }
}

TEST(Server, TakesARequestThatComesOctetByOctet) {
  const TestServer server;
  std::vector<RawPiece> pieces;
  for (const char octet : std::string("\r\nPOST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
                                      "chunked\r\n\r\n1;e=f\r\nA\r\n0\r\nT: u\r\n\r\n")) {
    pieces.push_back({std::string(1, octet), 0ms});
  }
  RawClient client = server.connect();
  ASSERT_TRUE(client.send(pieces));
  const RawAnswer answer = client.read_responses(1);
  EXPECT_THAT(answer.octets, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer.octets, EndsWith("POST http://a/x"));
}

TEST(Server, PutsAChunkedBodyTogetherAndLeavesTrailersOut) {
  const TestServer server([](const Request& request) {
    return text_reply(request.body + std::to_string(request.headers.size()));
  });
  RawClient client = server.connect();
  ASSERT_TRUE(
      client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: "
                  "chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX: y\r\n\r\n"));
  EXPECT_THAT(client.read_responses(1).octets, EndsWith("abcde2"));
}

TEST(Server, KeepsHttp10OpenOnlyWhenAsked) {
  const TestServer server;
  EXPECT_THAT(server.answer_to("GET / HTTP/1.0\r\n\r\n").octets,
              HasSubstr("Connection: close\r\n"));
  RawClient client = server.connect();
  ASSERT_TRUE(client.send("GET /k HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
  const RawAnswer answer = client.read_responses(1);
  EXPECT_THAT(answer.octets, HasSubstr("Connection: keep-alive\r\n"));
  EXPECT_THAT(answer.octets, EndsWith("GET http://" + server.authority() + "/k"));
}

TEST(Server, AnswersHeadWithTheLengthAndNoBody) {
  const TestServer server([](const Request& /*request*/) { return text_reply("12345"); });
  const RawAnswer answer =
      server.answer_to("HEAD / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(answer.octets, HasSubstr("Content-Length: 5\r\n"));
  EXPECT_THAT(answer.octets, EndsWith("\r\n\r\n"));
}

TEST(Server, SendsNoBodyWith204And304) {
  for (const int status : {204, 304}) {
    const TestServer server([status](const Request& /*request*/) {
      Reply reply = text_reply("12345");
      reply.response.status = status;
      return reply;
    });
    const RawAnswer answer =
        server.answer_to("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    EXPECT_THAT(answer.octets, EndsWith("\r\n\r\n"));
    EXPECT_THAT(answer.octets, Not(HasSubstr("Content-Length")));
  }
}

TEST(Server, SaysContinueToWhoWaitsForIt) {
  const TestServer server;
  RawClient client = server.connect();
  ASSERT_TRUE(client.send(
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n"));
  EXPECT_EQ(client.read_until("\r\n\r\n").octets, "HTTP/1.1 100 Continue\r\n\r\n");
  ASSERT_TRUE(client.send("x"));
  EXPECT_THAT(client.read_responses(1).octets, StartsWith("HTTP/1.1 200 OK\r\n"));
}

TEST(Server, SaysWhenAndHowLong) {
  const TestServer server;
  const RawAnswer answer =
      server.answer_to("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  EXPECT_THAT(
      answer.octets,
      ::testing::ContainsRegex(
          "\r\nDate: [MTWFS][a-z][a-z], [0-9][0-9] [A-Z][a-z][a-z] [0-9]+ [0-9:]+ GMT\r\n"));
  EXPECT_THAT(answer.octets, HasSubstr("Content-Length: 13\r\n"));
}

TEST(Server, AnswersAPeerThatHasSentAllItWillSend) {
  const TestServer server;
  RawClient client = server.connect();
  ASSERT_TRUE(client.send("GET /half HTTP/1.1\r\nHost: a\r\n\r\n"));
  client.end_writing();
  EXPECT_THAT(client.read_to_end().octets, EndsWith("/half"));
}

TEST(Server, ListensOnLoopbackUnlessToldOtherwise) {
  testing::FunctionService service([](const Request& /*request*/) { return Reply{}; });
  ServerOptions options;
  options.listen.front().address = "0.0.0.0";
  EXPECT_THAT(Server::start(service, options).error(), HasSubstr("no loopback address"));
  options.listen.front().any_address = true;
  EXPECT_TRUE(Server::start(service, options));
  options.listen.front().address = "localhost";
  EXPECT_THAT(Server::start(service, options).error(), HasSubstr("no IP address"));
}

TEST(Server, SaysThatAPortIsTaken) {
  const TestServer server;
  testing::FunctionService service([](const Request& /*request*/) { return Reply{}; });
  ServerOptions options;
  options.listen.front().port = server.server->endpoints().front().port;
  const auto second = Server::start(service, options);
  ASSERT_FALSE(second);
  EXPECT_THAT(second.error(), HasSubstr(std::to_string(options.listen.front().port)));
}

TEST(Server, NamesItsOriginAlsoInIpv6) {
  testing::FunctionService service([](const Request& request) { return text_reply(request.url); });
  ServerOptions options;
  options.listen.front().address = "::1";
  const auto server = Server::start(service, options);
  if (!server) {
    GTEST_SKIP() << "no IPv6 here: " << server.error();
  }
  const std::string origin = (*server)->endpoints().front().origin;
  EXPECT_THAT(origin, StartsWith("http://[::1]:"));
  SocketTransport transport;
  EXPECT_EQ(transport.send(get(origin + "/six"))->body, origin + "/six");
}

TEST(Server, StopLetsRequestsUnderWayFinish) {
  std::atomic<int> begun{0};
  TestServer server([&begun](const Request& /*request*/) {
    Reply reply = text_reply("done");
    reply.delivery.delay = 100ms;
    ++begun;
    return reply;
  });
  RawClient idle = server.connect();
  RawClient busy = server.connect();
  ASSERT_TRUE(busy.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
  while (begun == 0) {
    std::this_thread::sleep_for(1ms);
  }
  server.server->stop(10s);
  const RawAnswer answer = busy.read_to_end();
  EXPECT_THAT(answer.octets, HasSubstr("Connection: close\r\n"));
  EXPECT_THAT(answer.octets, EndsWith("done"));
  EXPECT_EQ(idle.read_to_end().octets, "");
  EXPECT_EQ(server.server->open_connections(), 0U);
  RawTarget gone;
  gone.port = server.server->endpoints().front().port;
  EXPECT_EQ(RawClient::open(gone).error().code, TransportCode::refused);
}

TEST(Server, StopClosesWhatTakesLongerThanItsGrace) {
  std::atomic<int> begun{0};
  TestServer server([&begun](const Request& request) {
    Reply reply = text_reply("never");
    (request.url.ends_with("/paced") ? reply.delivery.pace : reply.delivery.delay) = 1h;
    ++begun;
    return reply;
  });
  RawClient delayed = server.connect();
  RawClient paced = server.connect(true);
  RawClient partial = server.connect();
  ASSERT_TRUE(delayed.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n"));
  ASSERT_TRUE(paced.send("GET /paced HTTP/1.1\r\nHost: a\r\n\r\n"));
  ASSERT_TRUE(partial.send("GET / HT"));
  while (begun < 2) {
    std::this_thread::sleep_for(1ms);
  }
  server.server->stop(30ms);
  EXPECT_EQ(delayed.read_to_end().octets, "");
  EXPECT_EQ(server.server->open_connections(), 0U);
}

TEST(Server, ServesManyClientsAtOnceOnSeveralThreads) {
  ServerOptions options;
  options.threads = 3;
  std::atomic<int> handled{0};
  const TestServer server(
      [&handled](const Request& request) {
        ++handled;
        return text_reply(request.url);
      },
      options);
  std::atomic<int> right{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < 6; ++i) {
    clients.emplace_back([&server, &right, i] {
      SocketTransport transport(trusting_options());
      for (int j = 0; j < 50; ++j) {
        const std::string url =
            server.url("/" + std::to_string(i) + "/" + std::to_string(j), i % 2 == 0);
        const auto response = transport.send(get(url));
        right += response && response->body == url ? 1 : 0;
      }
    });
  }
  for (std::thread& client : clients) {
    client.join();
  }
  EXPECT_EQ(right, 300);
  EXPECT_EQ(handled, 300);
}

TEST(Server, StopsWhileClientsAreAtIt) {
  ServerOptions options;
  options.threads = 2;
  TestServer server([](const Request& /*request*/) { return text_reply("ok"); }, options);
  std::atomic<bool> over{false};
  std::atomic<int> answered{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < 3; ++i) {
    clients.emplace_back([&server, &over, &answered] {
      ClientOptions hasty = trusting_options();
      hasty.keep_alive = false;
      SocketTransport transport(hasty);
      while (!over) {
        answered += transport.send(get(server.url("/"))) ? 1 : 0;
      }
    });
  }
  while (answered < 20) {
    std::this_thread::sleep_for(1ms);
  }
  server.server->stop(5s);
  over = true;
  for (std::thread& client : clients) {
    client.join();
  }
  EXPECT_EQ(server.server->open_connections(), 0U);
}

}  // namespace
}  // namespace oauthspec::http
