// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "harness/reference/message/http.h"
#include "harness/reference/oauth2/device_authorization.h"

namespace oauth::oauth2 {

/// The device asks again, no sooner than after so many seconds.
struct PollAgain {
  std::int64_t seconds = 0;
  bool slower = false;  ///< Whether it waits longer than the time before.
};

/// The response holds the token.
struct PollDone {};

/// The device gives up.
struct PollStop {
  std::string
      error;  ///< The error code of the response, if it has one, or "expired_token" where the device's own clock says so.
};

using PollStep = std::variant<PollAgain, PollDone, PollStop>;

/// What a device does between two requests to the token endpoint. Holds no clock: whoever drives it tells the time.
///
/// Spec:   RFC 8628 sections 3.4 and 3.5
class DevicePoll {
 public:
  /// Input:  `interval` and `expires_in` of the device authorization response, which arrived at `start`; all in seconds.
  DevicePoll(std::optional<std::int64_t> interval, std::int64_t expires_in, std::int64_t start);

  /// How long the device waits before the first request.
  [[nodiscard]] std::int64_t first_wait() const { return wait_; }

  /// What follows from a response that arrived at `at`.
  [[nodiscard]] PollStep on_response(const message::Response& response, std::int64_t at);

  /// What follows from a connection that timed out at `at`.
  [[nodiscard]] PollStep on_timeout(std::int64_t at);

 private:
  [[nodiscard]] PollStep again(std::int64_t at, std::int64_t wait);

  std::int64_t wait_;
  std::int64_t expires_at_;
};

}  // namespace oauth::oauth2
