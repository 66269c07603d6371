// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "harness/http/reply.h"
#include "harness/reference/message/http.h"

namespace oauthspec::http {

/// A connection's octets that never became a request.
struct Malformed {
  int status =
      400;  ///< What the peer was answered; 0 where nothing could be, as in a TLS handshake.
  std::string_view reason;  ///< In a line for people: "no Host header field".
  std::string_view
      octets;  ///< What had been read and not yet understood, at most 512 of it. May hold secrets.
};

/// What answers a server's requests. Called on every thread of the server, so it must stand that; whatever it waits for, all
/// connections of the thread wait for.
class Service {
 public:
  Service() = default;
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;
  virtual ~Service() = default;

  /// Input:  the URL is the effective request URI (RFC 7230 section 5.5): the listener's scheme, the Host header field and the
  ///         request target as it was sent; or the target itself, where it is absolute. Header fields are in the order and
  ///         the spelling in which they were sent, those behind a chunked body left out.
  /// Output: Content-Length, Connection and Date are added, and a Content-Length or Transfer-Encoding that stands there is left out.
  ///         A field that cannot be written (CR, LF or NUL in it) makes a 500 of the response.
  [[nodiscard]] virtual Reply handle(const oauth::message::Request& request) = 0;

  /// What has come to a stream of server-sent events since `position`, and moves the position on; empty when nothing has.
  ///
  /// Input:  the request that opened the stream, and Delivery::stream of its reply or what the last call left.
  [[nodiscard]] virtual std::string events(const oauth::message::Request& /*request*/,
                                           std::uint64_t& /*position*/) {
    return {};
  }

  /// Is told of octets that are no request, for a log.
  virtual void malformed(const Malformed& /*what*/) {}
};

}  // namespace oauthspec::http
