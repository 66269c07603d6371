// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <expected>
#include <functional>
#include <utility>
#include <vector>

#include "harness/http/transport.h"
#include "harness/reference/message/http.h"

namespace oauthspec::http {

/// A request, and what came of it.
struct Exchange {
  oauth::message::Request request;
  std::expected<oauth::message::Response, TransportFailure> outcome;
  std::chrono::microseconds started{};  ///< Since the record was begun.
  std::chrono::microseconds duration{};
};

/// Carries requests by another transport, and keeps all that was sent and received.
class Recorder final : public Transport {
 public:
  /// How much time has gone by since some moment.
  using Watch = std::function<std::chrono::microseconds()>;

  /// Lifetime: the carrier outlives the recorder.
  Recorder(Transport& carrier, Watch watch)
      : carrier_(&carrier), watch_(std::move(watch)), begun_(watch_()) {}

  [[nodiscard]] std::expected<oauth::message::Response, TransportFailure> send(
      const oauth::message::Request& request) override;

  /// Keeps an exchange that another transport carried from `started`, by elapsed(), until now.
  void add(oauth::message::Request request,
           std::expected<oauth::message::Response, TransportFailure> outcome,
           std::chrono::microseconds started);

  /// Since the record was begun.
  [[nodiscard]] std::chrono::microseconds elapsed() const { return watch_() - begun_; }
  [[nodiscard]] const std::vector<Exchange>& exchanges() const { return exchanges_; }
  /// Gives away the record, and begins another.
  [[nodiscard]] std::vector<Exchange> take();

 private:
  Transport* carrier_;
  Watch watch_;
  std::chrono::microseconds begun_;
  std::vector<Exchange> exchanges_;
};

}  // namespace oauthspec::http
