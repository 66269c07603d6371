// SPDX-License-Identifier: Apache-2.0
// The example of harness/http/README.md: a server and its client, over TLS.
#include <chrono>
#include <iostream>

#include "harness/http/client.h"
#include "harness/http/server.h"
#include "harness/reference/base/system_clock.h"

using oauthspec::http::Reply;

namespace {

// Says what it was sent, and after an answer to a POST closes the connection.
class Echo final : public oauthspec::http::Service {
  Reply handle(const oauth::message::Request& request) override {
    Reply reply;
    reply.response.body =
        request.method + " " + request.url.substr(request.url.rfind('/')) + " " + request.body;
    reply.delivery.close = request.method == "POST";
    return reply;
  }
};

}  // namespace

int main() {
  const auto identity = oauthspec::http::make_tls_identity(oauth::SystemClock{});
  Echo echo;
  oauthspec::http::ServerOptions options;  // one free port on 127.0.0.1
  options.listen.front().identity = *identity;
  const auto server = oauthspec::http::Server::start(echo, options);
  if (!server) {
    std::cerr << server.error() << '\n';
    return 1;
  }

  oauthspec::http::ClientOptions trusting;
  trusting.trust.authority_pem = identity->authority_pem;
  oauthspec::http::SocketTransport transport(trusting);
  const std::string origin = (*server)->endpoints().front().origin;  // "https://127.0.0.1:40963"
  for (const char* const method : {"GET", "POST", "GET"}) {
    const auto response = transport.send({method, origin + "/a?b", {}, "c"});
    std::cout << (response ? response->body : response.error().detail) << '\n';
  }
  std::cout << transport.connections_made() << " connections\n";
  (*server)->stop(std::chrono::seconds{1});
  return 0;
}
