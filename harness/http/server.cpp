// SPDX-License-Identifier: Apache-2.0
#include "harness/http/server.h"

#include <algorithm>
#include <csignal>
#include <thread>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>
#include <sys/resource.h>

#include "harness/http/connection.h"
#include "harness/http/sockets.h"
#include "harness/http/worker.h"

namespace oauthspec::http {
namespace {

// How long to leave connections waiting when no file can be opened for them.
constexpr std::chrono::milliseconds kAcceptPause{20};

struct Listener {
  Acceptor acceptor;
  Entrance entrance;
};

using Workers = std::vector<std::unique_ptr<Worker>>;

std::string listen_error(const ListenOptions& options, std::string_view what) {
  return fmt::format("{} port {}: {}", options.address, options.port, what);
}

std::expected<Tcp::endpoint, std::string> address_of(const ListenOptions& options) {
  error_code code;
  const asio::ip::address address = asio::ip::make_address(options.address, code);
  if (code) {
    return std::unexpected(listen_error(options, "no IP address"));
  }
  if (!address.is_loopback() && !options.any_address) {
    return std::unexpected(
        listen_error(options, "no loopback address, and no other was asked for"));
  }
  return Tcp::endpoint(address, options.port);
}

std::expected<Acceptor, std::string> open_acceptor(asio::io_context& context,
                                                   const ListenOptions& options) {
  const auto address = address_of(options);
  if (!address) {
    return std::unexpected(address.error());
  }
  Acceptor acceptor(context);
  error_code code;
  code = acceptor.open(address->protocol(), code);
  if (!code) {
    code = acceptor.set_option(asio::socket_base::reuse_address(true), code);
  }
  if (!code) {
    code = acceptor.bind(*address, code);
  }
  if (!code) {
    code = acceptor.listen(asio::socket_base::max_listen_connections, code);
  }
  if (code) {
    return std::unexpected(listen_error(options, code.message()));
  }
  return acceptor;
}

std::expected<Entrance, std::string> make_entrance(const Acceptor& acceptor,
                                                   const ListenOptions& options) {
  Entrance entrance;
  error_code code;
  const Tcp::endpoint bound = acceptor.local_endpoint(code);
  if (code) {
    return std::unexpected(listen_error(options, code.message()));
  }
  if (options.identity) {
    auto tls = make_server_context(*options.identity);
    if (!tls) {
      return std::unexpected(std::move(tls.error()));
    }
    entrance.tls = std::move(*tls);
  }
  const std::string address = bound.address().to_string();
  entrance.scheme = options.identity ? "https" : "http";
  entrance.authority = bound.address().is_v6() ? fmt::format("[{}]:{}", address, bound.port())
                                               : fmt::format("{}:{}", address, bound.port());
  entrance.endpoint = {entrance.scheme + "://" + entrance.authority, bound.port(),
                       options.identity.has_value()};
  return entrance;
}

// Accepts for ever: a connection too many is turned away, and where files have run out it waits for one to be closed.
Awaitable<void> accept(Listener* listener, Shared* shared, const Workers* workers) {
  Worker* const own = workers->front().get();
  Timer pause(own->context());
  for (std::size_t turn = 0; !own->stopping(); ++turn) {
    Worker& worker = *(*workers)[turn % workers->size()];
    auto accepted = co_await listener->acceptor.async_accept(worker.context(), kNoThrow);
    if (!listener->acceptor.is_open()) {
      co_return;
    }
    if (std::get<0>(accepted)) {
      pause.expires_after(kAcceptPause);
      const auto paused = co_await pause.async_wait(kNoThrow);
      static_cast<void>(paused);
    } else if (shared->connections >= shared->options.limits.connections) {
      turn_away(std::move(std::get<1>(accepted)), listener->entrance, own->date());
    } else {
      ++shared->connections;
      start_connection(worker, std::move(std::get<1>(accepted)), listener->entrance);
    }
  }
}

// While it lives, threads that are started take no signals: those are the shell's.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t every;
    sigfillset(&every);
    pthread_sigmask(SIG_SETMASK, &every, &before_);
  }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;
  ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_{};
};

}  // namespace

class Server::Implementation {
 public:
  Implementation(Service& service, ServerOptions options) : shared_{service, std::move(options)} {
    for (std::size_t i = 0; i < std::max<std::size_t>(shared_.options.threads, 1); ++i) {
      workers_.push_back(std::make_unique<Worker>(shared_));
    }
  }
  Implementation(const Implementation&) = delete;
  Implementation& operator=(const Implementation&) = delete;
  ~Implementation() { stop(std::chrono::milliseconds{0}); }

  std::expected<void, std::string> listen() {
    for (const ListenOptions& options : shared_.options.listen) {
      auto acceptor = open_acceptor(workers_.front()->context(), options);
      if (!acceptor) {
        return std::unexpected(std::move(acceptor.error()));
      }
      auto entrance = make_entrance(*acceptor, options);
      if (!entrance) {
        return std::unexpected(std::move(entrance.error()));
      }
      endpoints_.push_back(entrance->endpoint);
      listeners_.push_back(
          std::make_unique<Listener>(Listener{std::move(*acceptor), std::move(*entrance)}));
    }
    return {};
  }

  void run() {
    for (const auto& listener : listeners_) {
      asio::co_spawn(workers_.front()->context(), accept(listener.get(), &shared_, &workers_),
                     asio::detached);
    }
    const SignalsBlocked blocked;
    for (const auto& worker : workers_) {
      threads_.emplace_back([running = worker.get()] { running->run(); });
    }
  }

  void stop(std::chrono::milliseconds grace) {
    const SteadyTime until = std::chrono::steady_clock::now() + grace;
    if (!threads_.empty()) {
      workers_.front()->stop([this, until] { stop_accepting(until); }, until);
    }
    for (std::thread& thread : threads_) {
      thread.join();
    }
    threads_.clear();
  }

  [[nodiscard]] const std::vector<Endpoint>& endpoints() const { return endpoints_; }
  [[nodiscard]] std::size_t connections() const { return shared_.connections; }

 private:
  // On the thread that accepts, which stops the others: no worker is given a connection once it has gone home.
  void stop_accepting(SteadyTime until) {
    for (const auto& listener : listeners_) {
      close(listener->acceptor);
    }
    for (std::size_t i = 1; i < workers_.size(); ++i) {
      workers_[i]->stop([] {}, until);
    }
  }

  Shared shared_;
  Workers workers_;
  std::vector<std::unique_ptr<Listener>> listeners_;
  std::vector<Endpoint> endpoints_;
  std::vector<std::thread> threads_;
};

Server::Server(std::unique_ptr<Implementation> implementation)
    : implementation_(std::move(implementation)) {}

Server::~Server() = default;

std::expected<std::unique_ptr<Server>, std::string> Server::start(Service& service,
                                                                  ServerOptions options) {
  auto implementation = std::make_unique<Implementation>(service, std::move(options));
  if (auto listening = implementation->listen(); !listening) {
    return std::unexpected(std::move(listening.error()));
  }
  implementation->run();
  return std::unique_ptr<Server>(new Server(std::move(implementation)));
}

const std::vector<Endpoint>& Server::endpoints() const {
  return implementation_->endpoints();
}

std::size_t Server::open_connections() const {
  return implementation_->connections();
}

void Server::stop(std::chrono::milliseconds grace) {
  implementation_->stop(grace);
}

std::size_t raise_open_file_limit() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
    return 0;
  }
  const rlimit raised{limit.rlim_max, limit.rlim_max};
  return setrlimit(RLIMIT_NOFILE, &raised) == 0 ? raised.rlim_cur : limit.rlim_cur;
}

}  // namespace oauthspec::http
