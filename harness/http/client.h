// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "harness/http/tls.h"
#include "harness/http/transport.h"

namespace oauthspec::http {

/// Connects to an address for a host, whatever its name's address is, as curl's --resolve does.
struct HostAddress {
  std::string host;  ///< As it stands in the URL, without brackets.
  std::uint16_t port = 0;
  std::string address;  ///< "127.0.0.1"
};

struct ClientOptions {
  std::chrono::milliseconds timeout{
      30'000};  ///< For a whole response, from the first try to connect.
  std::size_t header_octets = std::size_t{64} * 1024;
  std::size_t body_octets = std::size_t{16} * 1024 * 1024;
  Trust trust;
  /// Whether a connection is used for more than one request. One that has been idle for longer than `reuse_within`, which is less than
  /// servers usually wait, is closed.
  bool keep_alive = true;
  std::chrono::milliseconds reuse_within{4'000};
  std::vector<HostAddress> addresses;
  /// Which of a host's addresses is tried first, counted around; the others follow.
  std::size_t first_address = 0;
};

/// Carries requests over TCP and TLS, one at a time.
///
/// A request is sent once. A kept connection that turns out to be closed before the request is on its way is replaced by a new one; but
/// a server that takes the request and closes without an answer has failed to answer, and is not asked again: it may have done what it
/// was asked to do.
///
/// Threads: each has a transport of its own.
class SocketTransport final : public Transport {
 public:
  explicit SocketTransport(ClientOptions options = {});
  ~SocketTransport() override;

  /// The method, the request target, and the header fields are sent as they are written: odd methods, and several fields of one name,
  /// are sent too. Interim responses are passed over; a chunked body is put together, its header fields stay as they came.
  ///
  /// Errors: each of TransportCode; url_invalid also for a method or field that would break the message apart, and tls_failed
  ///         for an authority that OpenSSL does not take.
  [[nodiscard]] std::expected<oauth::message::Response, TransportFailure> send(
      const oauth::message::Request& request) override;

  /// Makes a connection to the URL's server, TLS and all, and keeps it for the next request there.
  ///
  /// Errors: url_invalid, host_not_found, refused, tls_failed, timed_out.
  [[nodiscard]] std::expected<void, TransportFailure> connect(const std::string& url);

  /// How many connections have been made so far.
  [[nodiscard]] std::size_t connections_made() const;

 private:
  class Implementation;

  std::unique_ptr<Implementation> implementation_;
};

}  // namespace oauthspec::http
