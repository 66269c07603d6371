// SPDX-License-Identifier: Apache-2.0
#pragma once

// Obeys a reply's Delivery. Included by connection.cpp only.

#include <chrono>
#include <optional>
#include <string>

#include <poll.h>

#include "harness/http/response_writer.h"
#include "harness/http/session.h"

namespace oauthspec::http {

/// What becomes of a connection behind a response.
enum class Next : std::uint8_t {
  read,
  close,   ///< With all that an orderly end takes.
  linger,  ///< The same, and what the peer still sends is read for a while.
  cut,     ///< At once.
};

inline bool is_plain(const Delivery& delivery) {
  return delivery.delay.count() <= 0 && delivery.pace.count() <= 0 && !delivery.cut_after &&
         !delivery.drop && !delivery.reset && !delivery.stream;
}

/// Whether the peer has closed its side, which is how a browser leaves a stream of events.
inline bool peer_has_left(Socket& socket) {
#ifdef POLLRDHUP
  pollfd state{socket.native_handle(), POLLRDHUP, 0};
  return poll(&state, 1, 0) != 0;
#else
  pollfd state{socket.native_handle(), POLLHUP, 0};
  return poll(&state, 1, 0) != 0;
#endif
}

/// Sends `out` a few octets at a time.
template <class Stream>
Awaitable<bool> flush_slowly(Session<Stream>* session, std::chrono::milliseconds pace,
                             std::size_t octets) {
  const std::size_t step = std::max<std::size_t>(octets, 1);
  for (std::size_t sent = 0; sent < session->out.size(); sent += step) {
    if (sent > 0 && !co_await wait(session, pace)) {
      co_return false;
    }
    if (!co_await send(session, sent, std::min(sent + step, session->out.size()))) {
      co_return false;
    }
  }
  session->out.clear();
  co_return true;
}

/// Sends events until the peer leaves or the server stops.
template <class Stream>
Awaitable<void> stream_events(Session<Stream>* session, std::uint64_t position) {
  const ServerOptions& options = session->worker.options();
  SteadyTime last_sent = std::chrono::steady_clock::now();
  while (!session->worker.stopping() && !peer_has_left(session->socket())) {
    session->out = session->worker.service().events(session->reader.request(), position);
    if (session->out.empty() && std::chrono::steady_clock::now() - last_sent >= options.heartbeat) {
      session->out = ":\n\n";
    }
    if (!session->out.empty()) {
      last_sent = std::chrono::steady_clock::now();
      if (!co_await flush(session)) {
        co_return;
      }
    }
    session->enter(Phase::streaming, std::nullopt);
    if (!co_await wait(session, options.event_interval)) {
      co_return;
    }
  }
}

/// Sends a response as its delivery says.
template <class Stream>
Awaitable<Next> deliver(Session<Stream>* session, const Reply* reply, bool head) {
  const Delivery& delivery = reply->delivery;
  if (!co_await flush(session)) {
    co_return Next::cut;
  }
  session->reset = session->reset || delivery.reset;
  if (delivery.delay.count() > 0 && !co_await wait(session, delivery.delay)) {
    co_return Next::cut;
  }
  if (delivery.drop) {
    co_return Next::cut;
  }
  const bool keep_alive = session->reader.keep_alive() && !session->worker.stopping();
  const bool keep =
      write_response(*reply, {session->worker.date(), head, keep_alive}, session->out);
  const bool sent = delivery.pace.count() > 0
                        ? co_await flush_slowly(session, delivery.pace, delivery.pace_octets)
                        : co_await flush(session);
  if (!sent || delivery.cut_after) {
    co_return Next::cut;
  }
  if (delivery.stream && !head) {
    co_await stream_events(session, *delivery.stream);
  }
  co_return keep ? Next::read : Next::close;
}

}  // namespace oauthspec::http
