// SPDX-License-Identifier: Apache-2.0
#include "fuzz/subjects/oauth1_verify.h"

#include <algorithm>
#include <cstdint>

#include "fuzz/subjects/reference.h"

namespace oauthspec::fuzz {

namespace oauth1 = oauth::oauth1;

std::optional<oauth1::KnownClient> SettingCredentials::find_client(std::string_view key) const {
  const auto found = std::ranges::find(setting_->clients, key, &Oauth1Setting::Client::key);
  if (found == setting_->clients.end()) return std::nullopt;
  return oauth1::KnownClient{found->key, oauth::Secret(found->secret), nullptr};
}

std::optional<oauth1::KnownToken> SettingCredentials::find_token(std::string_view key) const {
  const auto found = std::ranges::find(setting_->tokens, key, &Oauth1Setting::Token::key);
  if (found == setting_->tokens.end()) return std::nullopt;
  oauth1::KnownToken token{found->key, oauth::Secret(found->secret), found->client, std::nullopt};
  if (const auto& expires = found->expires; expires)
    token.expires = std::chrono::sys_seconds(std::chrono::seconds(*expires));
  return token;
}

std::vector<std::optional<Oauth1Accepted>> verify_in_turn(
    const Oauth1Setting& setting, const oauth1::CredentialStore& credentials,
    oauth1::NonceStore& nonces, std::span<const oauth::message::Request> requests) {
  const SettingClock clock(setting);
  oauth1::VerificationPolicy policy;
  policy.window = std::chrono::seconds(setting.window);
  const oauth1::RequestVerifier verifier(oauth::crypto::openssl(), credentials, nonces, clock,
                                         std::move(policy));
  std::vector<std::optional<Oauth1Accepted>> verdicts;
  verdicts.reserve(requests.size());
  for (const oauth::message::Request& request : requests) {
    const auto verified = verifier.verify(request);
    verdicts.emplace_back();
    if (verified) verdicts.back() = Oauth1Accepted{verified->client, verified->token.value_or("")};
  }
  return verdicts;
}

namespace {

/// As a server keeps them that runs for long: without those that it would refuse as stale (RFC 5849 section 3.3).
class RecentNonces final : public oauth1::NonceStore {
 public:
  explicit RecentNonces(const Oauth1Setting& setting)
      : oldest_(static_cast<std::uint64_t>(setting.now - setting.window)) {}

  bool remember(const oauth1::NonceUse& use) override {
    nonces_.forget_before(oldest_);
    return nonces_.remember(use);
  }

 private:
  std::uint64_t oldest_;
  oauth1::MemoryNonceStore nonces_;
};

}  // namespace

template <>
Oauth1Verifier reference<Oauth1Verifier>() {
  return {.verify = [](const Oauth1Setting& setting,
                       std::span<const oauth::message::Request> requests) {
    RecentNonces nonces(setting);
    return verify_in_turn(setting, SettingCredentials(setting), nonces, requests);
  }};
}

}  // namespace oauthspec::fuzz
