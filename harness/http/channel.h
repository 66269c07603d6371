// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "harness/http/tls.h"
#include "harness/http/tls_context.h"
#include "harness/http/transport.h"

namespace oauthspec::http {

/// Where a channel leads.
struct Peer {
  std::string host;  ///< A name or an address, without brackets. Its certificate has to be for it.
  std::string address;  ///< What to connect to instead of asking who the host is; empty: ask.
  std::uint16_t port = 0;
  TlsContext tls;                 ///< Null for plain TCP.
  std::size_t first_address = 0;  ///< Which of the host's addresses is tried first, counted around.
};

/// A connection that is waited for, with or without TLS. It knows octets only.
class Channel {
 public:
  using Deadline = std::chrono::steady_clock::time_point;
  /// How waiting for octets went.
  enum class Event : std::uint8_t {
    octets,
    ended,  ///< The peer has sent all it will send.
    reset,
    timed_out
  };
  struct Read {
    Event event{};
    std::size_t octets = 0;
  };

  /// Errors: host_not_found, refused, tls_failed, timed_out.
  [[nodiscard]] static std::expected<Channel, TransportFailure> open(const Peer& peer,
                                                                     Deadline deadline);

  Channel(Channel&& other) noexcept;
  Channel& operator=(Channel&& other) noexcept;
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;
  /// Closes at once: without an alert of TLS.
  ~Channel();

  /// Errors: closed, timed_out.
  [[nodiscard]] std::expected<void, TransportFailure> write(std::string_view octets,
                                                            Deadline deadline);

  /// Waits for some octets.
  [[nodiscard]] Read read(std::span<char> octets, Deadline deadline);

  /// Sends no more. Under TLS the TCP connection is half closed; the alert that says so is left out.
  void end_writing();
  /// Makes the end of this channel a reset.
  void reset_on_close();
  /// Whether something has come, or the peer has left, since the last read.
  [[nodiscard]] bool has_news() const;
  /// What its handshake came to; empty without TLS.
  [[nodiscard]] TlsAgreement agreement() const;

 private:
  class Implementation;
  explicit Channel(std::unique_ptr<Implementation> implementation);

  std::unique_ptr<Implementation> implementation_;
};

}  // namespace oauthspec::http
