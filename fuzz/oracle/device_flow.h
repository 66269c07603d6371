// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fuzz/oracle/json_members.h"
#include "harness/reference/message/http.h"

namespace oauthspec::fuzz {

/// What came of one request of a device to the token endpoint.
struct PollAnswer {
  std::int64_t at = 0;                               ///< When it arrived, in seconds.
  std::optional<oauth::message::Response> response;  ///< Nothing: the connection timed out.
};

/// What a device does then.
struct PollAction {
  enum class Next : std::uint8_t { wait, done, stop };
  Next next = Next::stop;
  std::int64_t seconds = 0;  ///< wait: no sooner than after so many.
  bool slower = false;       ///< wait: whether that is longer than the time before.
  std::string error;  ///< stop: the error code of the response, if it has one, or expired_token.

  friend bool operator==(const PollAction&, const PollAction&) = default;
};

/// When a device polls.
struct PollTimes {
  std::optional<std::int64_t> interval;
  std::int64_t expires_in = 0;
  std::int64_t start = 0;  ///< When the device authorization response arrived.
};

/// A device's reader of device authorization responses, a server's writer of them, and the device's polling. A function that is null is
/// not offered.
struct DeviceFlow {
  /// The members; "interval" where the response has one.
  std::optional<Members> (*parse)(const oauth::message::Response& response) = nullptr;
  std::optional<oauth::message::Response> (*write)(const Members& members) = nullptr;
  /// What the device does after each answer; none behind the first that is no wait.
  std::vector<PollAction> (*poll)(const PollTimes& times,
                                  const std::vector<PollAnswer>& answers) = nullptr;
};

/// What the model makes of a response.
///
/// Spec:   RFC 8628 section 3.2
[[nodiscard]] std::optional<Members> model_device_authorization(
    const oauth::message::Response& response);

/// What it does after each answer, as above.
///
/// Spec:   RFC 8628 sections 3.2, 3.4 and 3.5
[[nodiscard]] std::vector<PollAction> model_poll(const PollTimes& times,
                                                 const std::vector<PollAnswer>& answers);

/// Input:      parts: the second at which the device authorization response arrived; that response, as http_text.h writes it; and any
///             number of answers to polls, each a number of seconds, which have passed since the one before, and on the next line a
///             response, or nothing where the connection timed out.
/// Properties: parse() takes what the model takes and finds what it finds; what was read can be written, and is read as the same;
///             polling is that of the model, never gets faster, and never goes on when the codes have expired.
/// Open:       of what the RFC leaves open (vectors/README.md) the device has to stop where its next request would come too late (last_poll), and at a
///             refusal without an error code (server_error); after a connection that timed out it doubles its interval, by which section 3.5 only gives an
///             example of a backoff.
/// Spec:       RFC 8628 sections 3.2 and 3.5
void check_device_flow(const DeviceFlow& flow, std::string_view input);

}  // namespace oauthspec::fuzz
