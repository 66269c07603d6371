// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "fuzz/oracle/oauth1_verify.h"
#include "harness/reference/base/clock.h"
#include "harness/reference/oauth1/nonce_store.h"
#include "harness/reference/oauth1/verify.h"

namespace oauthspec::fuzz {

/// A clock that stands at the setting's time.
class SettingClock final : public oauth::Clock {
 public:
  explicit SettingClock(const Oauth1Setting& setting) : now_(std::chrono::seconds(setting.now)) {}
  std::chrono::sys_seconds now() const override { return now_; }

 private:
  std::chrono::sys_seconds now_;
};

/// The setting's credentials, as the reference asks for them.
class SettingCredentials : public oauth::oauth1::CredentialStore {
 public:
  explicit SettingCredentials(const Oauth1Setting& setting) : setting_(&setting) {}
  std::optional<oauth::oauth1::KnownClient> find_client(std::string_view key) const override;
  std::optional<oauth::oauth1::KnownToken> find_token(std::string_view key) const override;

 private:
  const Oauth1Setting* setting_;
};

/// What the reference's verifier makes of requests, one after the other.
[[nodiscard]] std::vector<std::optional<Oauth1Accepted>> verify_in_turn(
    const Oauth1Setting& setting, const oauth::oauth1::CredentialStore& credentials,
    oauth::oauth1::NonceStore& nonces, std::span<const oauth::message::Request> requests);

}  // namespace oauthspec::fuzz
