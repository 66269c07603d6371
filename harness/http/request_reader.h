// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "harness/http/reader_refusal.h"
#include "harness/http/request_target.h"
#include "harness/reference/message/http.h"

namespace oauthspec::http {

/// Makes requests of a connection's octets, one after another: Beast's parser, and what it leaves open.
class RequestReader {
 public:
  enum class State : std::uint8_t { more, whole, refused };
  struct Taken {
    std::size_t octets = 0;  ///< How many of the octets are done with.
    State state = State::more;
  };

  /// Lifetime: the origin's texts must outlive the reader.
  RequestReader(const Origin& origin, std::size_t header_octets, std::size_t body_octets);
  RequestReader(const RequestReader&) = delete;
  RequestReader& operator=(const RequestReader&) = delete;
  ~RequestReader();

  /// Forgets the last request; the memory it took is used again.
  void begin();

  /// Takes the octets that are there. Those not done with are to be given again, with more behind them.
  [[nodiscard]] Taken take(std::string_view octets);

  /// Whether an octet of the request, and its whole header, has been taken.
  [[nodiscard]] bool begun() const;
  [[nodiscard]] bool has_header() const;
  /// Whether the peer waits for 100 (Continue) before it sends the body.
  [[nodiscard]] bool expects_continue() const;

  /// Of a whole request, or what there is of one that was refused.
  [[nodiscard]] const oauth::message::Request& request() const;
  [[nodiscard]] bool keep_alive() const;
  [[nodiscard]] const ReaderRefusal& refusal() const;

 private:
  class Parser;
  struct Message;

  std::unique_ptr<Message> message_;
};

}  // namespace oauthspec::http
