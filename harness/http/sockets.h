// SPDX-License-Identifier: Apache-2.0
#pragma once

// What is done to a socket whose failure changes nothing: it is closed already, or about to be. Included by sources that name Boost.

#include "harness/http/asio_types.h"

namespace oauthspec::http {

template <class Some>
void cancel(Some& socket) {
  error_code ignored;
  ignored = socket.cancel(ignored);
}

template <class Some>
void close(Some& socket) {
  error_code ignored;
  ignored = socket.close(ignored);
}

inline void end_sending(Socket& socket) {
  error_code ignored;
  ignored = socket.shutdown(Socket::shutdown_send, ignored);
}

/// Sends what is written at once: messages are written whole, so waiting for more before a packet is sent only delays them.
inline void send_at_once(Socket& socket) {
  error_code ignored;
  ignored = socket.set_option(Tcp::no_delay(true), ignored);
}

/// Makes closing a reset.
inline void reset_on_close(Socket& socket) {
  error_code ignored;
  ignored = socket.set_option(asio::socket_base::linger(true, 0), ignored);
}

inline bool has_unread(Socket& socket) {
  error_code ignored;
  return socket.available(ignored) > 0;
}

}  // namespace oauthspec::http
