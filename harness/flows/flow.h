// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "harness/http/transport.h"
#include "harness/reference/base/clock.h"
#include "harness/reference/base/error.h"
#include "harness/reference/base/random.h"
#include "harness/reference/crypto/backend.h"
#include "harness/reference/message/http.h"

/// Each flow of OAuth, from its first request to the protected resource, as a careful client goes through it: the reference makes
/// every request and reads every response. No socket, clock or random source of its own, so that a flow runs against a live server
/// and against a provider in this process alike.
namespace oauthspec::flows {

/// Where a flow ended too early.
struct Failure {
  std::string step;    ///< "token request"
  std::string reason;  ///< One sentence for people; no secret in it.
  /// What the server answered in this step, if it did.
  std::optional<oauth::message::Response> response = std::nullopt;
  /// The error code of the answer, "invalid_grant"; empty where it has none.
  std::string error = {};
  bool endless = false;  ///< A browser was sent round in circles.
};

template <class T>
using Outcome = std::expected<T, Failure>;

/// A request as it was sent, and its response.
struct Sent {
  std::string step;
  oauth::message::Request request;
  oauth::message::Response response;
};

/// What a flow takes from the outside world.
///
/// Lifetime: everything is used as long as the flow runs.
struct World {
  http::Transport& transport;
  const oauth::crypto::Backend& backend;
  const oauth::Clock& clock;
  oauth::RandomSource& random;
  /// Lets so many seconds go by: sleeps, or moves a clock. False: whoever waits is to give up, for the run has ended.
  std::function<bool(std::int64_t)> wait;
  /// Plain http is for tests on a loopback interface.
  bool allow_plain_http = false;
  /// Everything that was sent is added here, where it is not null: evidence.
  std::vector<Sent>* record = nullptr;

  [[nodiscard]] std::int64_t now() const { return clock.now().time_since_epoch().count(); }
};

/// The person who decides, and a browser: a form-following agent, a program of somebody else's, a provider's own control.
class ResourceOwner {
 public:
  ResourceOwner() = default;
  ResourceOwner(const ResourceOwner&) = delete;
  ResourceOwner& operator=(const ResourceOwner&) = delete;
  virtual ~ResourceOwner() = default;

  /// Opens the URL and decides, until the browser is sent to `redirect_uri`: that request, with its fragment if it has one.
  [[nodiscard]] virtual Outcome<oauth::message::Request> authorize(
      const std::string& url, const std::string& redirect_uri) = 0;

  /// Opens the URL and decides; gives the verification code that the last page shows (RFC 5849 section 2.2, "oob").
  [[nodiscard]] virtual Outcome<std::string> authorize_out_of_band(const std::string& url) = 0;

  /// Opens the verification URI, enters the user code, and decides (RFC 8628 section 3.3).
  [[nodiscard]] virtual Outcome<void> enter_user_code(const std::string& verification_uri,
                                                      const std::string& user_code) = 0;
};

/// Sends one request of a flow.
[[nodiscard]] Outcome<oauth::message::Response> send(const World& world, std::string_view step,
                                                     const oauth::message::Request& request);

/// A failure of the reference's: a request that could not be written, or a response that was refused.
[[nodiscard]] std::unexpected<Failure> failed(std::string_view step, const oauth::Error& error);
[[nodiscard]] std::unexpected<Failure> failed(std::string_view step, const oauth::Error& error,
                                              oauth::message::Response response);
[[nodiscard]] std::unexpected<Failure> failed(std::string_view step, std::string reason);

}  // namespace oauthspec::flows
