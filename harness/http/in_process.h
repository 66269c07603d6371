// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "harness/http/reply.h"
#include "harness/http/transport.h"

namespace oauthspec::http {

/// Carries requests to a function of this process; no port is opened.
///
/// A delivery that drops the response, or cuts its body short, is a failure (closed), as it is over a socket. Nothing is waited for: what
/// the delivery says of time is told to `told`. A stream of events gives the body it begins with.
class InProcessTransport final : public Transport {
 public:
  using Function = std::function<Reply(const oauth::message::Request&)>;
  using Told = std::function<void(const Delivery&)>;

  explicit InProcessTransport(Function function, Told told = {});

  /// The function is handed the request as a server would see it: Host and Content-Length are added, and the fragment is cut off.
  /// A response to HEAD, and a 204 or 304, has no body.
  ///
  /// Errors: url_invalid, closed.
  [[nodiscard]] std::expected<oauth::message::Response, TransportFailure> send(
      const oauth::message::Request& request) override;

 private:
  Function function_;
  Told told_;
};

}  // namespace oauthspec::http
