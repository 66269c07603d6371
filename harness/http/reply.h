// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "harness/reference/message/http.h"

namespace oauthspec::http {

/// How a server gives a response to its peer. What is left alone delivers it whole, at once, and keeps the connection.
struct Delivery {
  /// Before the first octet.
  std::chrono::milliseconds delay{0};
  /// Between one piece of `pace_octets` and the next; 0: all at once.
  std::chrono::milliseconds pace{0};
  std::size_t pace_octets = 1;
  /// Only so many octets of the body are sent under the whole body's Content-Length, then the connection is closed.
  std::optional<std::size_t> cut_after;
  /// Closes the connection and sends nothing.
  bool drop = false;
  /// Closes the connection with a reset (RST) wherever it is closed.
  bool reset = false;
  /// Closes the connection behind the response.
  bool close = false;
  /// The body is the beginning of a stream of server-sent events; the server goes on asking for events behind this position
  /// (Service::events) until the peer goes away.
  std::optional<std::uint64_t> stream;
};

/// A response, and how it is delivered.
struct Reply {
  oauth::message::Response response;
  Delivery delivery;
};

}  // namespace oauthspec::http
