// SPDX-License-Identifier: Apache-2.0
#include "harness/http/simultaneous.h"

#include <cstddef>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "harness/http/testing/scripted_peer.h"
#include "harness/http/testing/test_server.h"

namespace oauthspec::http {
namespace {

using oauth::message::Request;
using testing::get;
using testing::TestServer;
using testing::text_reply;
using testing::trusting_options;

TEST(SendSimultaneously, MakesAllConnectionsBeforeTheFirstRequestLeaves) {
  constexpr std::size_t kRequests = 8;
  const Server* counting = nullptr;
  std::vector<std::size_t> open;  // Connections, at each request; the server has one thread.
  const TestServer server([&](const Request& /*request*/) {
    open.push_back(counting->open_connections());
    return text_reply("ok");
  });
  counting = server.server.get();
  // With TLS the server has taken part in making each.
  const auto answers = send_simultaneously(
      std::vector<Request>(kRequests, get(server.url("/", true))), trusting_options());
  for (const auto& answer : answers) {
    EXPECT_TRUE(answer) << answer.error().detail;
  }
  ASSERT_EQ(open.size(), kRequests);
  EXPECT_EQ(open.front(), kRequests);
}

TEST(SendSimultaneously, GivesEachRequestItsOwnAnswer) {
  const TestServer server;
  std::vector<Request> requests;
  for (int i = 0; i < 16; ++i) {
    requests.push_back(get(server.url("/" + std::to_string(i), i % 2 == 0)));
  }
  const auto answers = send_simultaneously(requests, trusting_options());
  ASSERT_EQ(answers.size(), requests.size());
  for (std::size_t i = 0; i < requests.size(); ++i) {
    ASSERT_TRUE(answers[i]) << answers[i].error().detail;
    EXPECT_EQ(answers[i]->body, "GET " + requests[i].url);
  }
}

TEST(SendSimultaneously, LosesNoFailure) {
  const TestServer server;
  std::string nobody;
  {
    const TestServer gone;
    nobody = gone.url("/");
  }
  testing::ScriptedPeer gibberish("what?\r\n\r\n");
  const auto answers = send_simultaneously(
      {get(nobody), get(server.url("/")), get("ftp://127.0.0.1/"), get(gibberish.url())},
      trusting_options());
  ASSERT_EQ(answers.size(), 4U);
  EXPECT_EQ(answers[0].error().code, TransportCode::refused);
  EXPECT_TRUE(answers[1]);
  EXPECT_EQ(answers[2].error().code, TransportCode::url_invalid);
  EXPECT_EQ(answers[3].error().code, TransportCode::response_malformed);
}

TEST(SendSimultaneously, HasNothingToDoForNothing) {
  EXPECT_TRUE(send_simultaneously({}).empty());
}

TEST(SocketTransport, UsesAConnectionThatWasMadeBefore) {
  const TestServer server;
  SocketTransport transport(trusting_options());
  ASSERT_TRUE(transport.connect(server.url("/", true)));
  EXPECT_EQ(transport.connections_made(), 1U);
  EXPECT_TRUE(transport.send(get(server.url("/x", true))));
  EXPECT_EQ(transport.connections_made(), 1U);
  EXPECT_EQ(transport.connect("https://").error().code, TransportCode::url_invalid);
}

TEST(SocketTransport, TriesEveryAddressWhicheverIsFirst) {
  const TestServer server;  // It listens at 127.0.0.1; localhost may have ::1 too.
  const std::string port = std::to_string(server.server->endpoints()[0].port);
  for (std::size_t first = 0; first < 3; ++first) {
    ClientOptions options = trusting_options();
    options.first_address = first;
    EXPECT_TRUE(SocketTransport(options).send(get("http://localhost:" + port + "/")));
  }
}

}  // namespace
}  // namespace oauthspec::http
