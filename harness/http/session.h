// SPDX-License-Identifier: Apache-2.0
#pragma once

// A connection's state, and how its octets are sent. Included by connection.cpp and delivery.h only.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <tuple>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>

#include "harness/http/connection.h"
#include "harness/http/request_reader.h"
#include "harness/http/sockets.h"

namespace oauthspec::http {

using TlsStream = asio::ssl::stream<Socket>;

inline Socket& socket_of(Socket& stream) {
  return stream;
}
inline Socket& socket_of(TlsStream& stream) {
  return stream.next_layer();
}

/// One connection. `Stream` is Socket or TlsStream.
template <class Stream>
class Session final : public Watched {
 public:
  template <class... Arguments>
  Session(Worker& its_worker, const Entrance& its_entrance, Socket socket, Arguments&... arguments)
      : worker(its_worker),
        entrance(its_entrance),
        stream(std::move(socket), arguments...),
        timer(its_worker.context()),
        reader({its_entrance.scheme, its_entrance.authority}, its_worker.limits().header_octets,
               its_worker.limits().body_octets) {}
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session() {
    if (watched) {
      worker.remove(*this);
    }
    worker.count_closed();
  }

  [[nodiscard]] Socket& socket() { return socket_of(stream); }

  Worker& worker;
  const Entrance& entrance;
  Stream stream;
  Timer timer;
  RequestReader reader;
  boost::beast::flat_buffer in;  ///< Read, and not yet understood.
  std::string out;               ///< Written, and not yet sent.
  std::size_t gathered = 0;      ///< Responses in `out`.
  bool reset = false;            ///< Whether closing is to be a reset.
  bool watched = false;

 private:
  void cancel_operations() override {
    cancel(socket());
    timer.cancel();
  }
  void close_socket() override { close(socket()); }
};

/// Waits; false where the connection is given up meanwhile.
template <class Stream>
Awaitable<bool> wait(Session<Stream>* session, std::chrono::milliseconds time) {
  if (session->aborted()) {
    co_return false;
  }
  session->timer.expires_after(time);
  const auto waited = co_await session->timer.async_wait(kNoThrow);
  co_return !std::get<0>(waited) && !session->aborted();
}

/// Sends `out` from octet `from` up to `until`; false where it could not.
template <class Stream>
Awaitable<bool> send(Session<Stream>* session, std::size_t from, std::size_t until) {
  while (from < until) {
    // The limit is for silence: every octet taken begins it anew.
    session->enter(Phase::writing, session->worker.limits().write);
    const asio::const_buffer octets(session->out.data() + from, until - from);
    const auto written = co_await session->stream.async_write_some(octets, kNoThrow);
    if (std::get<0>(written)) {
      co_return false;
    }
    from += std::get<1>(written);
  }
  session->enter(Phase::answering, std::nullopt);
  co_return true;
}

/// Sends `out`, and empties it.
template <class Stream>
Awaitable<bool> flush(Session<Stream>* session) {
  constexpr std::size_t kKeptOctets = std::size_t{64} * 1024;
  const bool sent = co_await send(session, 0, session->out.size());
  if (session->out.capacity() > kKeptOctets) {
    session->out = {};
  }
  session->out.clear();
  session->gathered = 0;
  co_return sent;
}

}  // namespace oauthspec::http
