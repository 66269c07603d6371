// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>

#include "harness/agent/user_agent.h"
#include "harness/checks/target.h"
#include "harness/flows/agent_owner.h"
#include "harness/http/in_process.h"
#include "harness/http/recorder.h"
#include "mock_provider/rules/rules.h"
#include "mock_provider/state/signing_keys.h"
#include "mock_provider/state/state.h"

namespace oauthspec::provider {

/// A provider in this process, and around it all that checks ask for: clients, owners who allow and deny, a clock that they move. No
/// port, and the same on each run.
class Subject {
 public:
  Subject(Rules rules, Settings settings, std::shared_ptr<const SigningKeys> keys);

  [[nodiscard]] const checks::Target& target() const { return target_; }
  [[nodiscard]] State& state() { return state_; }
  /// How often an owner has come.
  [[nodiscard]] std::size_t visits() const { return owner_.visits() + denying_owner_.visits(); }

 private:
  class TurnedClock final : public oauth::Clock {
   public:
    [[nodiscard]] std::chrono::sys_seconds now() const override { return at; }
    std::chrono::sys_seconds at{std::chrono::seconds(1'800'000'000)};
  };
  class RepeatableSource final : public oauth::RandomSource {
   public:
    void fill(std::span<std::uint8_t> octets) override;

   private:
    std::uint64_t state_ = 0;
  };

  /// An owner whose visits are counted.
  class CountedOwner final : public flows::ResourceOwner {
   public:
    explicit CountedOwner(agent::UserAgent& agent) : owner_(agent) {}
    [[nodiscard]] flows::Outcome<oauth::message::Request> authorize(
        const std::string& url, const std::string& redirect_uri) override {
      ++visits_;
      return owner_.authorize(url, redirect_uri);
    }
    [[nodiscard]] flows::Outcome<std::string> authorize_out_of_band(
        const std::string& url) override {
      ++visits_;
      return owner_.authorize_out_of_band(url);
    }
    [[nodiscard]] flows::Outcome<void> enter_user_code(const std::string& verification_uri,
                                                       const std::string& user_code) override {
      ++visits_;
      return owner_.enter_user_code(verification_uri, user_code);
    }
    [[nodiscard]] std::size_t visits() const { return visits_; }

   private:
    flows::AgentOwner owner_;
    std::size_t visits_ = 0;
  };

  [[nodiscard]] checks::Target make_target();

  TurnedClock clock_;
  RepeatableSource random_;
  State state_;
  http::InProcessTransport transport_;
  http::Recorder recorder_;
  agent::UserAgent allowing_;
  agent::UserAgent denying_;
  CountedOwner owner_;
  CountedOwner denying_owner_;
  checks::Target target_;
};

}  // namespace oauthspec::provider
