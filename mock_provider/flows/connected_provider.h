// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "harness/http/client.h"
#include "harness/http/in_process.h"
#include "harness/http/server.h"
#include "harness/http/testing/test_server.h"
#include "harness/testing/rsa_test_key.h"
#include "mock_provider/shell/provider.h"
#include "mock_provider/testing/provider_fixture.h"

namespace oauthspec::provider::testing {

/// How a client reaches the provider.
enum class Connection : std::uint8_t {
  in_process,  ///< By a call of handle(), under an origin of https.
  socket,
  tls,
};

/// A provider with the default clients and users, and a way to it.
class ConnectedProvider {
 public:
  explicit ConnectedProvider(Connection connection)
      : state_({oauth::crypto::openssl(), clock_, random_}, {}, default_registry(), Rules{},
               keys()),
        provider_(state_) {
    if (connection == Connection::in_process) {
      origin_ = "https://127.0.0.1:8443";
      transport_ = std::make_unique<http::InProcessTransport>(
          [this](const oauth::message::Request& request) { return provider_.handle(request); });
    } else {
      listen(connection == Connection::tls);
    }
    change([this](State& state) { state.settings.origins = {origin_}; });
  }

  [[nodiscard]] const std::string& origin() const { return origin_; }
  [[nodiscard]] http::Transport& transport() { return *transport_; }
  /// The provider's own, which is the client's, too.
  [[nodiscard]] const oauth::Clock& clock() const { return clock_; }

  /// Does something to the provider between two requests.
  void change(const std::function<void(State&)>& what) {
    const auto held = provider_.hold();
    what(state_);
  }
  void wait(std::int64_t seconds) {
    change([&](State&) { clock_.at += std::chrono::seconds(seconds); });
  }

 private:
  static std::shared_ptr<const SigningKeys> keys() {
    static const auto kKeys = std::make_shared<const SigningKeys>(
        SigningKeys::from_pem(oauth::crypto::openssl(), {oauthspec::testing::kRsaPrivateKey})
            .value());
    return kKeys;
  }

  void listen(bool tls) {
    http::ServerOptions options;
    if (tls) {
      options.listen.front().identity = http::testing::test_identity();
    }
    auto server = http::Server::start(provider_, std::move(options));
    if (!server) {
      std::cerr << server.error() << '\n';
      std::abort();
    }
    server_ = *std::move(server);
    origin_ = server_->endpoints().front().origin;
    transport_ = std::make_unique<http::SocketTransport>(http::testing::trusting_options());
  }

  MovedClock clock_;
  CountingSource random_;
  State state_;
  Provider provider_;
  std::string origin_;
  std::unique_ptr<http::Transport> transport_;
  std::unique_ptr<http::Server> server_;  // Goes first: its threads call the provider.
};

}  // namespace oauthspec::provider::testing
