// SPDX-License-Identifier: Apache-2.0
#include "harness/http/recorder.h"

namespace oauthspec::http {

std::expected<oauth::message::Response, TransportFailure> Recorder::send(
    const oauth::message::Request& request) {
  const auto started = elapsed();
  auto outcome = carrier_->send(request);
  add(request, outcome, started);
  return outcome;
}

void Recorder::add(oauth::message::Request request,
                   std::expected<oauth::message::Response, TransportFailure> outcome,
                   std::chrono::microseconds started) {
  exchanges_.push_back({.request = std::move(request),
                        .outcome = std::move(outcome),
                        .started = started,
                        .duration = elapsed() - started});
}

std::vector<Exchange> Recorder::take() {
  begun_ = watch_();
  return std::exchange(exchanges_, {});
}

}  // namespace oauthspec::http
