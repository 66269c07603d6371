// SPDX-License-Identifier: Apache-2.0
#include "harness/http/worker.h"

#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include "harness/http/response_writer.h"

namespace oauthspec::http {
namespace {

// One look at every connection costs less than a timer for each: ten thousand of them take a fraction of a millisecond.
constexpr std::chrono::milliseconds kWatchInterval{50};
constexpr std::chrono::milliseconds kStopInterval{2};

}  // namespace

void Watched::enter(Phase phase, std::optional<std::chrono::milliseconds> limit) {
  phase_ = phase;
  expired_ = false;
  deadline_ = limit ? std::chrono::steady_clock::now() + *limit : SteadyTime::max();
}

void Watched::expire() {
  expired_ = true;
  deadline_ = SteadyTime::max();
  cancel_operations();
}

void Watched::abort() {
  aborted_ = true;
  cancel_operations();
  close_socket();
}

Worker::Worker(Shared& shared) : shared_(shared), context_(1), timer_(context_) {
  asio::co_spawn(context_, watch(this), asio::detached);
}

void Worker::add(Watched& connection) {
  connections_.insert(&connection);
}

void Worker::remove(Watched& connection) {
  connections_.erase(&connection);
  if (running_ && stopping_ && connections_.empty()) {
    timer_.cancel();
  }
}

void Worker::run() {
  context_.run();
  running_ = false;
}

void Worker::stop(std::function<void()> first, SteadyTime until) {
  asio::post(context_, [this, first = std::move(first), until] {
    first();
    begin_stop(until);
  });
}

void Worker::begin_stop(SteadyTime until) {
  stopping_ = true;
  abort_at_ = until;
  for (Watched* connection : connections_) {
    if (connection->phase() == Phase::idle) {
      connection->expire();
    } else if (connection->phase() == Phase::streaming) {
      connection->abort();
    }
  }
  timer_.cancel();
}

void Worker::look_at_connections() {
  const SteadyTime now = std::chrono::steady_clock::now();
  const bool end = stopping_ && now >= abort_at_;
  for (Watched* connection : connections_) {
    if (end) {
      connection->abort();
    } else if (connection->deadline() <= now) {
      connection->expire();
    }
  }
}

Awaitable<void> Worker::watch(Worker* worker) {
  // Ends when the server stops and no connection is left, and with it Worker::run().
  while (!worker->stopping_ || !worker->connections_.empty()) {
    worker->date_ =
        http_date(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
    worker->look_at_connections();
    worker->timer_.expires_after(worker->stopping_ ? kStopInterval : kWatchInterval);
    const auto waited = co_await worker->timer_.async_wait(kNoThrow);
    static_cast<void>(waited);
  }
}

}  // namespace oauthspec::http
