// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <string>

#include "harness/checks/schedule.h"
#include "harness/reference/crypto/backend.h"

namespace oauthspec::checks::testing {

/// What a server answers.
using Answering = std::function<Answered(const oauth::message::Request&)>;

/// A target without a socket: a function answers, nobody signs in, and time goes by when it is told to.
class FakeSite final : public Site {
 public:
  explicit FakeSite(Answering answering, std::function<bool(std::int64_t)> wait = nullptr)
      : transport_(std::move(answering)),
        recorder_(transport_, [] { return std::chrono::microseconds(0); }),
        target_({.transport = recorder_,
                 .backend = oauth::crypto::openssl(),
                 .clock = clock_,
                 .random = random_,
                 .wait = wait ? std::move(wait) : [](std::int64_t) { return true; }},
                owner_) {
    target_.recorder = &recorder_;
    target_.documents = {"rfc6749"};
  }

  [[nodiscard]] const Target& target() const override { return target_; }
  [[nodiscard]] Target& change() { return target_; }

 private:
  class Transport final : public http::Transport {
   public:
    explicit Transport(Answering answering) : answering_(std::move(answering)) {}
    [[nodiscard]] Answered send(const oauth::message::Request& request) override {
      return answering_(request);
    }

   private:
    Answering answering_;
  };
  class Clock final : public oauth::Clock {
   public:
    [[nodiscard]] std::chrono::sys_seconds now() const override { return {}; }
  };
  class Random final : public oauth::RandomSource {
   public:
    void fill(std::span<std::uint8_t> octets) override {
      for (auto& octet : octets) octet = next_++;
    }

   private:
    std::uint8_t next_ = 0;
  };
  /// Goes round in circles.
  class Owner final : public flows::ResourceOwner {
   public:
    [[nodiscard]] flows::Outcome<oauth::message::Request> authorize(
        const std::string& /*url*/, const std::string& /*redirect_uri*/) override {
      flows::Failure failure{"authorization", "the same page came again and again"};
      failure.endless = true;
      return std::unexpected(std::move(failure));
    }
    [[nodiscard]] flows::Outcome<std::string> authorize_out_of_band(
        const std::string& /*url*/) override {
      return flows::failed("authorization", "nobody is there");
    }
    [[nodiscard]] flows::Outcome<void> enter_user_code(const std::string& /*verification_uri*/,
                                                       const std::string& /*code*/) override {
      return flows::failed("authorization", "nobody is there");
    }
  };

  Transport transport_;
  http::Recorder recorder_;
  Clock clock_;
  Random random_;
  Owner owner_;
  Target target_;
};

}  // namespace oauthspec::checks::testing
