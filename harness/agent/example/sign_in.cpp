// SPDX-License-Identifier: Apache-2.0
// Signs in and allows access at a server that is a function in this program. The README beside this folder shows it, and
// what it prints; a test compares the two.
#include <chrono>
#include <expected>
#include <iostream>
#include <string>
#include <string_view>

#include "harness/agent/user_agent.h"

namespace {

using oauth::message::Request;
using oauth::message::Response;
namespace agent = oauthspec::agent;
namespace http = oauthspec::http;

/// A program of its own would ask the system here.
class StoppedClock final : public oauth::Clock {
 public:
  std::chrono::sys_seconds now() const override {
    return std::chrono::sys_seconds(std::chrono::seconds(1'700'000'000));
  }
};

/// A server with a page to sign in at and one that asks for consent.
class Server final : public http::Transport {
 public:
  std::expected<Response, http::TransportFailure> send(const Request& request) override {
    const std::string path = request.url.substr(std::string_view("https://as.example").size());
    if (path.starts_with("/authorize"))
      return Response{303, {{"Location", "/login"}, {"Set-Cookie", "sid=1; Secure"}}, {}};
    if (path == "/login" && request.method == "GET")
      return page(
          "<form method=post><input name=email><input type=password name=pw>"
          "<button>Sign in</button></form>");
    if (path == "/login")
      return page(
          "<p>App wants to read your mail<form method=post action=consent>"
          "<input type=hidden name=csrf value=x><button name=answer value=no>Deny</button>"
          "<button name=answer value=yes>Allow</button></form>");
    return Response{302, {{"Location", "https://client.example/cb?code=SplxlO&state=xyz"}}, {}};
  }

 private:
  static Response page(std::string html) {
    return {200, {{"Content-Type", "text/html; charset=utf-8"}}, std::move(html)};
  }
};

}  // namespace

int main() {
  Server transport;
  const StoppedClock clock;
  agent::Instructions alice;
  alice.username = "alice@example.com";
  alice.password = "wonderland";
  agent::UserAgent user_agent(transport, clock, alice);

  const auto is_callback = [](std::string_view url) {
    return url.starts_with("https://client.example/cb");
  };
  const agent::Ending ending =
      user_agent.visit("https://as.example/authorize?client_id=c&state=xyz", is_callback);

  for (const agent::Exchange& exchange : user_agent.exchanges())
    std::cout << exchange.request.method << ' ' << exchange.request.url << '\n'
              << (exchange.request.body.empty() ? "" : "  " + exchange.request.body + '\n');
  std::cout << describe(ending) << '\n';
  return std::holds_alternative<agent::Arrived>(ending) ? 0 : 1;
}
