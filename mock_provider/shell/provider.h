// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <mutex>
#include <ostream>
#include <string>

#include "harness/http/service.h"
#include "mock_provider/state/state.h"

namespace oauthspec::provider {

/// The provider behind a server: lets one request after the other into the core.
class Provider final : public http::Service {
 public:
  /// Input:    `log` gets a line for each request; null: none is written.
  /// Lifetime: both must outlive it.
  explicit Provider(State& state, std::ostream* log = nullptr) : state_(state), log_(log) {}

  /// Keeps requests waiting as long as the lock is held: until the provider knows its own address, say.
  [[nodiscard]] std::unique_lock<std::mutex> hold() { return std::unique_lock(mutex_); }

  [[nodiscard]] http::Reply handle(const oauth::message::Request& request) override;
  [[nodiscard]] std::string events(const oauth::message::Request& request,
                                   std::uint64_t& position) override;
  void malformed(const http::Malformed& what) override;

 private:
  std::mutex mutex_;
  State& state_;
  std::ostream* log_;
};

}  // namespace oauthspec::provider
