// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "harness/http/service.h"
#include "harness/http/tls.h"

namespace oauthspec::http {

/// What one peer may ask of the server. Times are kept to within a twentieth of a second.
struct Limits {
  std::size_t header_octets =
      std::size_t{16} * 1024;  ///< Request line and header; above: 431, or 414.
  std::size_t body_octets = std::size_t{1024} * 1024;  ///< Above: 413.
  std::size_t connections = 16'000;                    ///< At once; above: 503, and closed.
  std::size_t pipelined = 64;              ///< Responses that are gathered before they are sent.
  std::chrono::milliseconds idle{60'000};  ///< Without a request: closed.
  std::chrono::milliseconds header{
      10'000};  ///< For a whole header, and for a TLS handshake; above: 408.
  std::chrono::milliseconds body{30'000};   ///< For a whole body; above: 408.
  std::chrono::milliseconds write{30'000};  ///< Without taking a single octet: closed.
};

/// One address to listen at.
struct ListenOptions {
  std::string address = "127.0.0.1";
  bool any_address = false;  ///< Whether the address may be another than a loopback address.
  std::uint16_t port = 0;    ///< 0: one that is free.
  std::optional<TlsIdentity> identity;  ///< Makes it https.
};

struct ServerOptions {
  std::vector<ListenOptions> listen = {ListenOptions{}};
  Limits limits;
  std::size_t threads =
      1;  ///< Each with connections of its own. One is the fastest for short work.
  std::chrono::milliseconds event_interval{100};  ///< How often a stream asks for events.
  std::chrono::milliseconds heartbeat{15'000};    ///< How often a silent stream sends a comment.
};

/// An address that a server listens at.
struct Endpoint {
  std::string origin;  ///< "http://127.0.0.1:8080"
  std::uint16_t port = 0;
  bool tls = false;
};

/// An HTTP/1.1 server: keep-alive, pipelining, TLS, and responses delivered as their Delivery says.
///
/// Refused with 400 are, besides what no parser of HTTP takes: no Host header field or several, a folded header line, a chunked body
/// in HTTP/1.0, a fragment in the request target; a transfer coding other than chunked with 501, an expectation other than
/// 100-continue with 417, and CONNECT with 501.
///
/// Threads: those that it starts are its own, and take no signals. The functions here may be called on any other thread.
class Server {
 public:
  /// Lifetime: the service must outlive the server.
  /// Errors:   in a line for people: an address that is none, is not loopback, or is taken; an identity that OpenSSL refuses.
  [[nodiscard]] static std::expected<std::unique_ptr<Server>, std::string> start(
      Service& service, ServerOptions options);

  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  /// Stops at once.
  ~Server();

  /// In the order of ServerOptions::listen.
  [[nodiscard]] const std::vector<Endpoint>& endpoints() const;
  [[nodiscard]] std::size_t open_connections() const;

  /// Takes no new connection or request, waits as long as `grace` until the requests under way have their responses, then
  /// closes what is left. Returns when all threads have ended; a second call does nothing.
  void stop(std::chrono::milliseconds grace);

 private:
  class Implementation;
  explicit Server(std::unique_ptr<Implementation> implementation);

  std::unique_ptr<Implementation> implementation_;
};

/// Raises this process's limit on open files as far as it may be raised; for the shells, which may hold thousands of connections.
///
/// Output: the limit that holds now.
std::size_t raise_open_file_limit();

}  // namespace oauthspec::http
