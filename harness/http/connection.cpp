// SPDX-License-Identifier: Apache-2.0
#include "harness/http/connection.h"

#include <array>
#include <cstring>
#include <exception>
#include <memory>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ssl/error.hpp>
#ifdef __linux__
#include <linux/sockios.h>
#include <sys/ioctl.h>
#endif

#include "harness/http/delivery.h"
#include "harness/http/response_writer.h"
#include "harness/http/session.h"
#include "harness/http/ssl_context.h"

namespace oauthspec::http {
namespace {

using oauth::message::Request;

constexpr std::size_t kReadOctets = 4096;
constexpr std::size_t kBodyReadOctets = std::size_t{16} * 1024;
constexpr std::size_t kGatheredOctets = std::size_t{64} * 1024;
constexpr std::size_t kReportedOctets = 512;
constexpr std::chrono::milliseconds kClosingTime{1000};
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

enum class Incoming : std::uint8_t { request, refused, gone };

template <class Stream>
std::string_view octets_of(const Session<Stream>& session) {
  const auto octets = session.in.data();
  return {static_cast<const char*>(octets.data()), octets.size()};
}

// A reading phase has one limit from its beginning, so that an octet a second does not keep it alive.
template <class Stream>
void enter_reading(Session<Stream>* session) {
  const Limits& limits = session->worker.limits();
  if (session->reader.has_header()) {
    if (session->phase() != Phase::body) {
      session->enter(Phase::body, limits.body);
    }
  } else if (session->reader.begun() || session->in.size() > 0) {
    if (session->phase() != Phase::header) {
      session->enter(Phase::header, limits.header);
    }
  } else if (session->phase() != Phase::idle) {
    session->enter(Phase::idle, limits.idle);
  }
}

template <class Stream>
Awaitable<bool> flush_before_waiting(Session<Stream>* session, bool* continued) {
  if (session->reader.expects_continue() && session->in.size() == 0 && !*continued) {
    *continued = true;
    session->out.append(kContinue);
  }
  if (session->out.empty()) {
    co_return true;
  }
  co_return co_await flush(session);
}

// What a connection's end means in the middle of reading.
template <class Stream>
ReaderRefusal ending(const Session<Stream>& session) {
  if (session.aborted() || session.phase() == Phase::idle) {
    return {};
  }
  return session.expired() ? ReaderRefusal{408, "the request did not come in time"}
                           : ReaderRefusal{400, "the connection ended within the request"};
}

template <class Stream>
Awaitable<Incoming> read_request(Session<Stream>* session, ReaderRefusal* refusal) {
  session->reader.begin();
  bool continued = false;
  while (true) {
    const RequestReader::Taken taken = session->reader.take(octets_of(*session));
    if (taken.state == RequestReader::State::refused) {
      *refusal = session->reader.refusal();
      co_return Incoming::refused;
    }
    session->in.consume(taken.octets);
    if (taken.state == RequestReader::State::whole) {
      co_return Incoming::request;
    }
    if (!session->out.empty() || session->reader.expects_continue()) {
      const bool flushed = co_await flush_before_waiting(session, &continued);
      if (!flushed) {
        co_return Incoming::gone;
      }
    }
    enter_reading(session);
    if (session->phase() == Phase::idle && session->worker.stopping()) {
      co_return Incoming::gone;
    }
    const auto room =
        session->in.prepare(session->reader.has_header() ? kBodyReadOctets : kReadOctets);
    const auto read = co_await session->stream.async_read_some(room, kNoThrow);
    if (std::get<0>(read)) {
      *refusal = ending(*session);
      co_return refusal->status == 0 ? Incoming::gone : Incoming::refused;
    }
    session->in.commit(std::get<1>(read));
  }
}

// A service that throws has a bug; its connection's peer gets a 500, and the others go on.
Reply ask(Service& service, const Request& request) {
  try {
    return service.handle(request);
  } catch (const std::exception&) {
    Reply reply;
    reply.response.status = 500;
    reply.delivery.close = true;
    return reply;
  }
}

template <class Stream>
Awaitable<Next> answer(Session<Stream>* session) {
  const Request& request = session->reader.request();
  const bool head = request.method == "HEAD";
  session->enter(Phase::answering, std::nullopt);
  const Reply reply = ask(session->worker.service(), request);
  if (!is_plain(reply.delivery)) {
    co_return co_await deliver(session, &reply, head);
  }
  const bool keep_alive = session->reader.keep_alive() && !session->worker.stopping();
  const bool keep = write_response(reply, {session->worker.date(), head, keep_alive}, session->out);
  ++session->gathered;
  if (!keep || session->gathered >= session->worker.limits().pipelined ||
      session->out.size() >= kGatheredOctets) {
    const bool sent = co_await flush(session);
    co_return !sent ? Next::cut : keep ? Next::read : Next::close;
  }
  co_return Next::read;
}

// Reads what the peer still sends, for a while: closing a socket with unread octets resets it, and the peer might lose the response.
Awaitable<void> drain(Socket* socket) {
  end_sending(*socket);
  std::array<char, kReadOctets> octets;
  while (true) {
    const auto read = co_await socket->async_read_some(asio::buffer(octets), kNoThrow);
    if (std::get<0>(read)) {
      co_return;
    }
  }
}

template <class Stream>
Awaitable<Next> refuse(Session<Stream>* session, ReaderRefusal refusal) {
  session->worker.service().malformed(
      {refusal.status, refusal.reason, octets_of(*session).substr(0, kReportedOctets)});
  write_refusal(refusal, session->worker.date(), session->out);
  const bool sent = co_await flush(session);
  co_return sent ? Next::linger : Next::cut;
}

// A reset loses what the peer has not taken yet, so that is waited for.
template <class Stream>
Awaitable<void> reset(Session<Stream>* session) {
#ifdef SIOCOUTQ
  for (int waited = 0; waited < kClosingTime.count(); ++waited) {
    int unsent = 0;
    if (ioctl(session->socket().native_handle(), SIOCOUTQ, &unsent) != 0 || unsent == 0) {
      break;
    }
    if (!co_await wait(session, std::chrono::milliseconds{1})) {
      break;
    }
  }
#endif
  reset_on_close(session->socket());
  close(session->socket());
}

template <class Stream>
Awaitable<void> finish(Session<Stream>* session, Next next) {
  if (session->reset) {
    co_await reset(session);
    co_return;
  }
  if (next != Next::cut && !session->aborted()) {
    session->enter(Phase::closing, kClosingTime);
    if constexpr (std::is_same_v<Stream, TlsStream>) {
      const auto ended = co_await session->stream.async_shutdown(kNoThrow);
      static_cast<void>(ended);
    }
    const bool unread = session->in.size() > 0 || has_unread(session->socket());
    if ((next == Next::linger || unread) && !session->expired()) {
      co_await drain(&session->socket());
    }
  }
  close(session->socket());
}

Awaitable<bool> shake_hands(Session<Socket>* /*session*/) {
  co_return true;
}

Awaitable<bool> shake_hands(Session<TlsStream>* session) {
  session->enter(Phase::handshake, session->worker.limits().header);
  const auto shaken =
      co_await session->stream.async_handshake(asio::ssl::stream_base::server, kNoThrow);
  const error_code code = std::get<0>(shaken);
  if (code && !session->aborted()) {
    const std::string reason = "the TLS handshake failed: " + code.message();
    session->worker.service().malformed({0, reason, {}});
  }
  co_return !code;
}

template <class Stream>
Awaitable<void> serve(std::shared_ptr<Session<Stream>> owned) {
  Session<Stream>* const session = owned.get();
  session->worker.add(*session);
  session->watched = true;
  const bool greeted = !session->worker.stopping() && co_await shake_hands(session);
  Next next = greeted ? Next::read : Next::cut;
  while (next == Next::read) {
    ReaderRefusal refusal;
    const Incoming incoming = co_await read_request(session, &refusal);
    if (incoming == Incoming::request) {
      next = co_await answer(session);
    } else if (incoming == Incoming::refused) {
      next = co_await refuse(session, refusal);
    } else {
      next = Next::close;
    }
  }
  co_await finish(session, next);
}

template <class Stream>
void spawn(Worker& worker, std::shared_ptr<Session<Stream>> session) {
  asio::co_spawn(worker.context(), serve(std::move(session)), asio::detached);
}

}  // namespace

void start_connection(Worker& worker, Socket socket, const Entrance& entrance) {
  send_at_once(socket);
  if (entrance.tls != nullptr) {
    spawn(worker, std::make_shared<Session<TlsStream>>(worker, entrance, std::move(socket),
                                                       entrance.tls->context));
  } else {
    spawn(worker, std::make_shared<Session<Socket>>(worker, entrance, std::move(socket)));
  }
}

void turn_away(Socket socket, const Entrance& entrance, std::string_view date) {
  if (entrance.tls == nullptr) {
    std::string out;
    write_refusal({503, "too many connections"}, date, out);
    error_code code;
    code = socket.non_blocking(true, code);
    if (!code) {
      const std::size_t sent = socket.write_some(asio::buffer(out), code);
      static_cast<void>(sent);
    }
    end_sending(socket);
  }
  close(socket);
}

}  // namespace oauthspec::http
