// SPDX-License-Identifier: Apache-2.0
#include "fuzz/subjects/oauth1_verify.h"

#include <algorithm>
#include <array>
#include <string>

#include "fuzz/planted/planted.h"
#include "harness/reference/oauth1/request_parameters.h"

namespace oauthspec::fuzz {
namespace {

namespace oauth1 = oauth::oauth1;
using oauth::message::Request;
using Verdicts = std::vector<std::optional<Oauth1Accepted>>;

Verdicts verify_with(const Oauth1Setting& setting, const oauth1::CredentialStore& credentials,
                     std::span<const Request> requests) {
  oauth1::MemoryNonceStore nonces;
  return verify_in_turn(setting, credentials, nonces, requests);
}

class ForgetfulStore final : public oauth1::NonceStore {
 public:
  bool remember(const oauth1::NonceUse& /*use*/) override { return true; }
};

Verdicts verify_without_nonces(const Oauth1Setting& setting, std::span<const Request> requests) {
  ForgetfulStore nonces;
  return verify_in_turn(setting, SettingCredentials(setting), nonces, requests);
}

/// Finds each token for whoever asks.
class TokensOfAnyone final : public SettingCredentials {
 public:
  using SettingCredentials::SettingCredentials;
  std::optional<oauth1::KnownClient> find_client(std::string_view key) const override {
    asked_ = key;
    return SettingCredentials::find_client(key);
  }
  std::optional<oauth1::KnownToken> find_token(std::string_view key) const override {
    auto token = SettingCredentials::find_token(key);
    if (token) token->client = asked_;
    return token;
  }

 private:
  mutable std::string asked_;
};

Verdicts verify_tokens_of_anyone(const Oauth1Setting& setting, std::span<const Request> requests) {
  return verify_with(setting, TokensOfAnyone(setting), requests);
}

class TokensForEver final : public SettingCredentials {
 public:
  using SettingCredentials::SettingCredentials;
  std::optional<oauth1::KnownToken> find_token(std::string_view key) const override {
    auto token = SettingCredentials::find_token(key);
    if (token) token->expires.reset();
    return token;
  }
};

Verdicts verify_expired(const Oauth1Setting& setting, std::span<const Request> requests) {
  return verify_with(setting, TokensForEver(setting), requests);
}

Verdicts verify_stale(const Oauth1Setting& setting, std::span<const Request> requests) {
  Oauth1Setting wide = setting;
  wide.window = setting.now;
  return verify_with(wide, SettingCredentials(wide), requests);
}

Verdicts verify_plaintext_anywhere(const Oauth1Setting& setting,
                                   std::span<const Request> requests) {
  std::vector<Request> changed(requests.begin(), requests.end());
  for (Request& request : changed) {
    bool plaintext = request.url.contains("PLAINTEXT") || request.body.contains("PLAINTEXT");
    for (const auto& field : request.headers) plaintext |= field.value.contains("PLAINTEXT");
    if (plaintext && request.url.starts_with("http:")) request.url.insert(4, "s");
  }
  return verify_with(setting, SettingCredentials(setting), changed);
}

/// After a refused request, whatever has its nonce is taken for sent again.
Verdicts verify_and_use_up(const Oauth1Setting& setting, std::span<const Request> requests) {
  Verdicts verdicts = verify_with(setting, SettingCredentials(setting), requests);
  std::vector<std::string> used;
  for (std::size_t request = 0; request < requests.size(); ++request) {
    const auto collected = oauth1::collect_parameters(requests[request]);
    const auto nonce =
        collected ? collected->authorization_header.find("oauth_nonce") : std::nullopt;
    if (!nonce) continue;
    if (std::ranges::find(used, *nonce) != used.end()) verdicts[request].reset();
    used.emplace_back(*nonce);
  }
  return verdicts;
}

constexpr auto kBugs = std::to_array<PlantedBug<Oauth1Verifier>>({
    {"nonce-is-ignored", "A signed request may be sent again and again.",
     "python-oauth2 CVE-2013-4346",
     [](Oauth1Verifier& verifier) { verifier.verify = verify_without_nonces; }},
    {"token-of-anyone", "A client may use a token that was issued to another.", "RFC 5849 3.2",
     [](Oauth1Verifier& verifier) { verifier.verify = verify_tokens_of_anyone; }},
    {"token-for-ever", "A token that has expired is accepted.", "RFC 5849 3.2",
     [](Oauth1Verifier& verifier) { verifier.verify = verify_expired; }},
    {"timestamp-of-any-time", "A timestamp may be years old.", "RFC 5849 3.3",
     [](Oauth1Verifier& verifier) { verifier.verify = verify_stale; }},
    {"plaintext-without-tls", "PLAINTEXT is accepted over http.", "RFC 5849 3.4.4",
     [](Oauth1Verifier& verifier) { verifier.verify = verify_plaintext_anywhere; }},
    {"forgery-uses-the-nonce-up", "After a forged request the right one is refused.",
     "RFC 5849 3.3", [](Oauth1Verifier& verifier) { verifier.verify = verify_and_use_up; }},
});

}  // namespace

template <>
std::span<const PlantedBug<Oauth1Verifier>> planted_bugs<Oauth1Verifier>() {
  return kBugs;
}

}  // namespace oauthspec::fuzz
