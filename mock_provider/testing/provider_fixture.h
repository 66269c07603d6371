// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>

#include "harness/reference/base/clock.h"
#include "harness/reference/base/random.h"
#include "harness/reference/message/parameters.h"
#include "mock_provider/core/handle.h"
#include "mock_provider/model/default_registry.h"
#include "mock_provider/state/state.h"

namespace oauthspec::provider::testing {

/// A clock that a test moves.
class MovedClock final : public oauth::Clock {
 public:
  [[nodiscard]] std::chrono::sys_seconds now() const override { return at; }
  std::chrono::sys_seconds at{std::chrono::seconds(1'700'000'000)};
};

/// Octets that count on: the same in each run.
class CountingSource final : public oauth::RandomSource {
 public:
  void fill(std::span<std::uint8_t> octets) override {
    for (std::uint8_t& octet : octets) {
      // Knuth's linear congruential generator, its upper octet.
      state_ = state_ * 6364136223846793005U + 1442695040888963407U;
      octet = static_cast<std::uint8_t>(state_ >> 56U);
    }
  }

 private:
  std::uint64_t state_ = 1;
};

/// A provider with the default registry, no port open.
class ProviderTest : public ::testing::Test {
 protected:
  static constexpr std::string_view kOrigin = "http://127.0.0.1:8080";

  explicit ProviderTest(Settings settings = {})
      : state({oauth::crypto::openssl(), clock, random}, std::move(settings), default_registry(),
              Rules{}, std::make_shared<SigningKeys>()) {}

  http::Reply get(std::string_view path, std::vector<oauth::message::HeaderField> headers = {}) {
    return handle({"GET", std::string(kOrigin) + std::string(path), std::move(headers), ""}, state);
  }
  http::Reply post(std::string_view path, const oauth::message::Parameters& form,
                   std::vector<oauth::message::HeaderField> headers = {}) {
    headers.push_back({"Content-Type", "application/x-www-form-urlencoded"});
    return handle({"POST", std::string(kOrigin) + std::string(path), std::move(headers),
                   oauth::message::write_form(form)},
                  state);
  }

  MovedClock clock;
  CountingSource random;
  State state;
};

}  // namespace oauthspec::provider::testing
