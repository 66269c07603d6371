// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/http/tls.h"
#include "harness/http/transport.h"

namespace oauthspec::http {

/// Where a raw client connects to.
struct RawTarget {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;
  std::optional<Trust> tls;  ///< Makes it TLS.
  std::chrono::milliseconds timeout{
      5'000};  ///< To connect, for each write, and for each wait for octets.
};

/// Octets of a request, and how long to wait before they are sent.
struct RawPiece {
  std::string octets;
  std::chrono::milliseconds pause{0};
};

/// How waiting ended.
enum class RawEnd : std::uint8_t {
  whole,      ///< As many responses as were waited for are there.
  ended,      ///< The peer closed the connection.
  reset,      ///< The peer reset it, or TLS failed.
  timed_out,  ///< The peer fell silent.
  malformed,  ///< What came is no response.
};

/// What came, to the octet.
struct RawAnswer {
  std::string octets;
  RawEnd end{};
};

/// Responses that octets hold.
struct RawResponses {
  std::vector<oauth::message::Response> responses;
  std::size_t octets = 0;  ///< How many belong to them.
  bool malformed = false;  ///< Whether what follows is no response.
};

/// Takes octets apart, one response after another; interim responses are passed over.
///
/// Input:  of the requests that they answer, in order, whether HEAD asked; what is missing did not. `ended` says whether the
///         connection has ended behind the octets, which is where a body without a length ends.
[[nodiscard]] RawResponses parse_responses(std::string_view octets, bool ended,
                                           const std::vector<bool>& heads = {});

/// Sends octets as they are given, right or wrong, and gives back the octets that come.
class RawClient {
 public:
  /// Errors: host_not_found, refused, tls_failed, timed_out.
  [[nodiscard]] static std::expected<RawClient, TransportFailure> open(const RawTarget& target);

  RawClient(RawClient&& other) noexcept;
  RawClient& operator=(RawClient&& other) noexcept;
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  /// Closes the connection.
  ~RawClient();

  /// Errors: closed, timed_out. A peer that has answered and closed may make this fail: read what it said.
  [[nodiscard]] std::expected<void, TransportFailure> send(std::string_view octets);
  [[nodiscard]] std::expected<void, TransportFailure> send(const std::vector<RawPiece>& pieces);

  /// Closes our side; the peer's stays open.
  void end_writing();
  /// Makes the end of this client a reset.
  void reset_on_close();

  /// Reads until the peer closes the connection or falls silent.
  [[nodiscard]] RawAnswer read_to_end();
  /// Reads until `count` responses are whole; what came behind them is kept for the next read.
  [[nodiscard]] RawAnswer read_responses(std::size_t count, const std::vector<bool>& heads = {});
  /// Reads until the text has come, and what came with it.
  [[nodiscard]] RawAnswer read_until(std::string_view text);

 private:
  struct Connection;
  explicit RawClient(std::unique_ptr<Connection> connection);

  std::unique_ptr<Connection> connection_;
};

}  // namespace oauthspec::http
