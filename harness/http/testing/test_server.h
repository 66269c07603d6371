// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "harness/http/client.h"
#include "harness/http/raw_client.h"
#include "harness/http/server.h"
#include "harness/reference/base/system_clock.h"

namespace oauthspec::http::testing {

inline Reply text_reply(std::string body) {
  Reply reply;
  reply.response.headers = {{"Content-Type", "text/plain"}};
  reply.response.body = std::move(body);
  return reply;
}

/// A service that is a function, and remembers what was malformed.
class FunctionService final : public Service {
 public:
  using Function = std::function<Reply(const oauth::message::Request&)>;

  explicit FunctionService(Function function) : function_(std::move(function)) {}

  Reply handle(const oauth::message::Request& request) override { return function_(request); }

  /// Events "1", "2", "3", one at each call.
  std::string events(const oauth::message::Request& request, std::uint64_t& position) override {
    if (position >= 3) {
      return {};
    }
    ++position;
    return "data: " + request.method + std::to_string(position) + "\n\n";
  }

  void malformed(const Malformed& what) override {
    const std::lock_guard lock(mutex_);
    reasons_.emplace_back(what.reason);
  }

  std::vector<std::string> reasons() {
    const std::lock_guard lock(mutex_);
    return reasons_;
  }

 private:
  Function function_;
  std::mutex mutex_;
  std::vector<std::string> reasons_;
};

inline const TlsIdentity& test_identity() {
  static const TlsIdentity kIdentity = make_tls_identity(oauth::SystemClock{}).value();
  return kIdentity;
}

/// A server on two ports, the second one with TLS.
class TestServer {
 public:
  explicit TestServer(FunctionService::Function function, ServerOptions options = {})
      : service(std::move(function)) {
    options.listen = {ListenOptions{}, ListenOptions{}};
    options.listen.back().identity = test_identity();
    auto started = Server::start(service, std::move(options));
    if (!started) {
      std::cerr << started.error() << '\n';
      std::abort();
    }
    server = std::move(*started);
  }
  /// Answers every request with its method and URL.
  TestServer()
      : TestServer(
            [](const auto& request) { return text_reply(request.method + " " + request.url); }) {}

  [[nodiscard]] std::string url(const std::string& path, bool tls = false) const {
    return server->endpoints()[tls ? 1 : 0].origin + path;
  }
  [[nodiscard]] std::string authority() const {
    return url("").substr(std::string("http://").size());
  }

  [[nodiscard]] RawClient connect(bool tls = false) const {
    RawTarget target;
    target.port = server->endpoints()[tls ? 1 : 0].port;
    if (tls) {
      target.tls = Trust{false, test_identity().authority_pem, false};
    }
    return RawClient::open(target).value();
  }

  /// What the server says to these octets, until it closes the connection.
  [[nodiscard]] RawAnswer answer_to(const std::string& octets) const {
    RawClient client = connect();
    static_cast<void>(client.send(octets));
    return client.read_to_end();
  }

  FunctionService service;
  std::unique_ptr<Server> server;
};

inline ClientOptions trusting_options() {
  ClientOptions options;
  options.trust = {false, test_identity().authority_pem, false};
  options.timeout = std::chrono::seconds{10};
  return options;
}

inline oauth::message::Request get(std::string url) {
  return {"GET", std::move(url), {}, {}};
}

}  // namespace oauthspec::http::testing
