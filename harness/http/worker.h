// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "harness/http/asio_types.h"
#include "harness/http/server.h"

namespace oauthspec::http {

using SteadyTime = std::chrono::steady_clock::time_point;

/// What a connection is doing, as far as its time is limited.
enum class Phase : std::uint8_t {
  handshake,
  idle,  ///< No octet of a next request is there yet.
  header,
  body,
  answering,  ///< As long as the delivery says.
  writing,
  streaming,
  closing
};

/// A connection, as its worker's watch sees it.
class Watched {
 public:
  Watched() = default;
  Watched(const Watched&) = delete;
  Watched& operator=(const Watched&) = delete;

  [[nodiscard]] Phase phase() const { return phase_; }
  /// Whether what was under way has been ended because its time was over, or because the server stops.
  [[nodiscard]] bool expired() const { return expired_; }
  [[nodiscard]] bool aborted() const { return aborted_; }

  /// Enters a phase; `limit` from now its operation is cancelled.
  void enter(Phase phase, std::optional<std::chrono::milliseconds> limit);

  void expire();
  void abort();
  [[nodiscard]] SteadyTime deadline() const { return deadline_; }

 protected:
  ~Watched() = default;

 private:
  virtual void cancel_operations() = 0;
  virtual void close_socket() = 0;

  Phase phase_ = Phase::answering;
  SteadyTime deadline_ = SteadyTime::max();
  bool expired_ = false;
  bool aborted_ = false;
};

/// What all workers of a server share.
struct Shared {
  Service& service;
  ServerOptions options;
  std::atomic<std::size_t> connections{0};
};

/// One io_context, the thread it runs on, and the connections that live there.
class Worker {
 public:
  explicit Worker(Shared& shared);
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  [[nodiscard]] asio::io_context& context() { return context_; }
  [[nodiscard]] Service& service() { return shared_.service; }
  [[nodiscard]] const ServerOptions& options() const { return shared_.options; }
  [[nodiscard]] const Limits& limits() const { return shared_.options.limits; }
  /// The Date header field's value.
  [[nodiscard]] std::string_view date() const { return date_; }
  [[nodiscard]] bool stopping() const { return stopping_; }

  /// Only on the worker's thread.
  void add(Watched& connection);
  void remove(Watched& connection);
  void count_closed() { --shared_.connections; }

  /// Runs until it is stopped and the last connection is gone.
  void run();
  /// From any thread: `first` runs on the worker's; no connection outlives `until`.
  void stop(std::function<void()> first, SteadyTime until);

 private:
  static Awaitable<void> watch(Worker* worker);
  void begin_stop(SteadyTime until);
  void look_at_connections();

  Shared& shared_;
  std::unordered_set<Watched*> connections_;
  std::string date_;
  bool stopping_ = false;
  bool running_ = true;  // what is destroyed with the io_context must leave the timer alone
  SteadyTime abort_at_ = SteadyTime::max();
  asio::io_context context_;
  Timer timer_;
};

}  // namespace oauthspec::http
