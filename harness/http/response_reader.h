// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

#include "harness/reference/message/http.h"

namespace oauthspec::http {

/// Makes one response of octets: Beast's parser behind our own type. Interim responses (1xx) before it are passed over.
class ResponseReader {
 public:
  enum class State : std::uint8_t { more, whole, malformed, too_large };
  struct Taken {
    std::size_t octets = 0;  ///< How many of the octets are done with.
    State state = State::more;
  };
  struct Bounds {
    std::size_t header_octets = std::size_t{64} * 1024;
    std::size_t body_octets = std::size_t{16} * 1024 * 1024;
  };

  /// Input:  whether HEAD asked for the response, which then has no body.
  ResponseReader(bool head, const Bounds& bounds);
  ResponseReader(const ResponseReader&) = delete;
  ResponseReader& operator=(const ResponseReader&) = delete;
  ~ResponseReader();

  /// Takes the octets that are there. Those not done with are to be given again, with more behind them.
  [[nodiscard]] Taken take(std::string_view octets);
  /// Says that no more octets come: whole for a body that ends with the connection, otherwise more.
  [[nodiscard]] State end();

  [[nodiscard]] oauth::message::Response& response();
  /// Whether the server keeps the connection behind the whole response.
  [[nodiscard]] bool keep_alive() const;

 private:
  class Parser;
  struct Message;

  void begin();

  std::unique_ptr<Message> message_;
};

}  // namespace oauthspec::http
